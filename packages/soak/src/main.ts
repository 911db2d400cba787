import { runServerSoak } from "./server/run-server-soak.ts";
import { soakLibraries } from "./soak-libraries.ts";

/** `pnpm soak` lives in the pages of the adapters, `pnpm soak server` on a server. */
const [subject, ...rest] = process.argv.slice(2);
await (subject === "server" ? runServerSoak(rest) : soakLibraries(process.argv.slice(2)));

import { parseServerArguments } from "./arguments.ts";
import { describeServerSoak } from "./describe-server-soak.ts";
import { soakServer } from "./soak-server.ts";

/** `pnpm soak server`. Sets the process's exit code. */
export async function runServerSoak(args: string[]): Promise<void> {
  const result = await soakServer(parseServerArguments(args));
  console.log(describeServerSoak(result));
  if (result.findings.length > 0) process.exitCode = 1;
  console.log(process.exitCode ? "\nSee what is WRONG above." : "\nNothing is left behind.");
}

import { expect, test } from "vitest";
import { describeServerSoak } from "../../src/server/describe-server-soak.ts";
import { soakServer } from "../../src/server/soak-server.ts";

/** Each fate twice. */
const OPTIONS = { minutes: 0.75, sessions: 26, concurrency: 8, seed: 1 };
/** ms. It takes a minute and a half, and several times that on a busy machine. */
const TIMEOUT_MS = 900_000;

// What a process holds is read from Linux's /proc.
test.skipIf(process.platform !== "linux")(
  "a server leaves nothing behind, whatever becomes of its clients and browsers",
  { timeout: TIMEOUT_MS },
  async () => {
    const result = await soakServer(OPTIONS);
    expect(result.findings, describeServerSoak(result)).toEqual([]);
  },
);

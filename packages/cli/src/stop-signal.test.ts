import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

/** A process whose end takes for ever. */
const SCRIPT = `
  import { stopSignal } from ${JSON.stringify(new URL("./stop-signal.ts", import.meta.url))};
  setInterval(() => undefined, 1000);
  const stopped = stopSignal();
  console.log("ready");
  await stopped;
  console.log("stopping");
`;

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("a second %s ends a process at once", async (signal, exitCode) => {
  const args = ["--input-type=module", "--eval", SCRIPT];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("ready");
  const exited = once(child, "exit");
  child.kill(signal);
  expect((await lines.next()).value).toBe("stopping");
  child.kill(signal);
  expect((await exited)[0]).toBe(exitCode);
});

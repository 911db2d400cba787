import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { descendantsOf, readProcFile } from "./process-tree.ts";

test.skipIf(process.platform !== "linux")("finds children, and theirs", async () => {
  const script = `
    const child = require("node:child_process").spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    console.log(child.pid);
    process.stdin.on("end", () => child.stdin.end()).resume();`;
  const child = spawn(process.execPath, ["-e", script]);
  const grandchildId = Number(await once(child.stdout, "data"));
  const found = descendantsOf(process.pid);
  expect(found.get(child.pid as number)?.parentId).toBe(process.pid);
  expect(found.get(grandchildId)?.parentId).toBe(child.pid);
  expect([...descendantsOf(grandchildId)]).toEqual([]);
  child.stdin.end();
  await once(child, "exit");
});

test.skipIf(process.platform !== "linux")("a process that is gone has no files", async () => {
  const child = spawn(process.execPath, ["-e", "0"]);
  await once(child, "close");
  expect(readProcFile(child.pid as number, "stat")).toBeUndefined();
});

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fileStore } from "../src/stores/file-store.js";
import { buildScript } from "./support/build-script.js";
import { readSegments, readWhole } from "./support/read-segments.js";

const ref = { sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f", targetId: "A1B2", number: 1 };

let temporary: string;
let script: string;
let root: string;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-process-exit-"));
  script = await buildScript("exiting-process", temporary);
});
afterAll(() => rm(temporary, { recursive: true }));
beforeEach(async () => {
  root = await mkdtemp(path.join(temporary, "store-"));
});

/** How a process that ends in this way ended. */
function run(ending: string): Promise<{ code: unknown; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, root, ending], (error, stdout) =>
      resolve({ code: error?.signal ?? error?.code ?? 0, output: stdout }),
    );
  });
}

describe("a process that ends leaves a whole segment with all its events", () => {
  test.each([
    ["exit", 0],
    ["exit-during-write", 0],
    ["throw", 1],
    ["nothing-left-to-do", 0],
    ["close", 0],
  ])("by %s", async (ending, code) => {
    expect(await run(ending)).toEqual({ code, output: "" });
    const lines = (await readWhole(fileStore(root), ref)).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).timestamp)).toEqual([1, 2, 3]);
  });
});

test("a process that waits for a close does not end during a backoff", async () => {
  expect(await run("close-on-full-disk")).toEqual({ code: 0, output: "gap 1 3\n" });
});

test("a process that is killed leaves what was written", async () => {
  expect(await run("kill")).toEqual({ code: "SIGKILL", output: "" });
  const [events] = await readSegments(fileStore(root), ref);
  expect(events?.map(({ timestamp }) => timestamp)).toEqual([1, 2, 3]);
});

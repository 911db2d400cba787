import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Result, RunInfo } from "./run.ts";
import { RunFile, readRunFile } from "./run-file.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pagereel-bench-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("what was written is read", async () => {
  const info = { startedAt: 5, versions: ["Node 1"], rounds: 2 } as RunInfo;
  const result: Result = {
    cell: { workload: "load-10k", variant: "none", round: 1 },
    outcome: { failure: "It took longer than 5 s." },
    load: 0.5,
  };
  const file = await RunFile.create(join(folder, "new", "run.ndjson"), info);
  await file.add(result);
  await file.add({ ...result, load: 1 });
  expect(await readRunFile(file.path)).toEqual({ info, results: [result, { ...result, load: 1 }] });
});

test("another file is refused", async () => {
  const path = join(folder, "other");
  await writeFile(path, '{"version":99}\n');
  await expect(readRunFile(path)).rejects.toThrow("no file of a run in format 1");
  await writeFile(path, "# Title\n");
  await expect(readRunFile(path)).rejects.toThrow("no JSON");
});

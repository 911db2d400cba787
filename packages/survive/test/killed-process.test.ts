import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fetchRecording, fileStore, readManifest, recoverSessions } from "@pagereel/core";
import { expect, onTestFinished, test } from "vitest";
import { marksIn, upTo } from "../src/marks.ts";
import { type RunningScript, runScript } from "../src/run-script.ts";
import { temporaryDirectory } from "../src/temporary.ts";
import { TIMES } from "../src/times.ts";

/** ms after which what reached Node is in the store. */
const FLUSHED_MS = 50;
/** ms for which a machine that does other things besides may hold a process up. */
const HELD_UP_MS = 150;

async function runUntilMarks(directory: string, count: number): Promise<RunningScript> {
  const script = await runScript(directory);
  onTestFinished(() => {
    // Nobody closes it where the script is killed.
    try {
      process.kill(script.browserPid, "SIGKILL");
    } catch {
      // It has ended with the script.
    }
  });
  await script.hasMarks(count);
  return script;
}

test.each(TIMES)("a script that is killed leaves what it had written (%d)", async (time) => {
  const directory = temporaryDirectory();
  const script = await runUntilMarks(directory, 100 + 13 * time);
  const killedAt = await script.kill();
  const store = fileStore(directory);
  const { sessionId } = script;
  const written = script.marks.filter(({ at }) => at < killedAt - FLUSHED_MS - HELD_UP_MS);
  expect(written.length).toBeGreaterThan(0);
  const found = marksIn(await fetchRecording(sessionId, { store }));
  expect(found).toEqual(upTo(found.length));
  expect(found.length).toBeGreaterThanOrEqual(written.length);
  expect(await readManifest(store, sessionId)).toMatchObject({
    state: "recovered",
    gaps: [{ reason: "process-killed" }],
  });
  expect(await recoverSessions(store)).toMatchObject({ recovered: [sessionId], failed: [] });
  expect(marksIn(await fetchRecording(sessionId, { store }))).toEqual(found);
});

test("what a power cut leaves of a file can be read, wherever it was cut", async () => {
  const directory = temporaryDirectory();
  const script = await runUntilMarks(directory, 60);
  await script.kill();
  const { sessionId } = script;
  const all = marksIn(await fetchRecording(sessionId, { store: fileStore(directory) }));
  const folder = path.join(directory, sessionId);
  const segment = readdirSync(folder).find((name) => name.endsWith(".zst")) ?? "";
  const { length } = readFileSync(path.join(folder, segment));
  let last = 0;
  for (const part of [...TIMES.map((time) => time / (TIMES.length + 1)), 1]) {
    const copy = temporaryDirectory();
    cpSync(directory, copy, { recursive: true });
    truncateSync(path.join(copy, sessionId, segment), Math.floor(length * part));
    // Between the write of a manifest and its rename.
    writeFileSync(path.join(copy, sessionId, "manifest.json.0.tmp"), '{"version":1,"sess');
    const found = marksIn(await fetchRecording(sessionId, { store: fileStore(copy) }));
    expect(found).toEqual(upTo(found.length));
    expect(found.length).toBeGreaterThanOrEqual(last);
    last = found.length;
  }
  expect(last).toBe(all.length);
});

test.each(TIMES)("two processes record into one store (%d)", async () => {
  const directory = temporaryDirectory();
  const scripts = await Promise.all([runUntilMarks(directory, 30), runUntilMarks(directory, 30)]);
  await scripts[0].kill();
  await scripts[1].hasMarks(60);
  const store = fileStore(directory);
  // The living one is left alone, however often someone cleans up.
  expect(await recoverSessions(store)).toMatchObject({
    recovered: [scripts[0].sessionId],
    recording: [scripts[1].sessionId],
  });
  await scripts[1].end();
  const [killed, ended] = await Promise.all(
    scripts.map(async ({ sessionId }) => marksIn(await fetchRecording(sessionId, { store }))),
  );
  expect(killed?.length).toBeGreaterThan(0);
  expect(ended).toEqual(upTo(scripts[1].marks.length));
  expect(await readManifest(store, scripts[1].sessionId)).toMatchObject({
    state: "final",
    gaps: [],
  });
});

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type IngestServer, startIngestServer } from "@pagereel/testing/ingest-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { httpSink } from "../src/stores/http-sink.js";
import { memoryStore } from "../src/stores/memory-store.js";
import { buildScript } from "./support/build-script.js";

const ref = { sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f", targetId: "A1B2", number: 1 };

let temporary: string;
let script: string;
let server: IngestServer;
const store = memoryStore();

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-http-sink-"));
  script = await buildScript("spooling-process", temporary);
});
afterAll(() => rm(temporary, { recursive: true }));
beforeEach(async () => {
  server = await startIngestServer(store);
});
afterEach(async () => {
  await store.deleteSession(ref.sessionId);
  await server.goAway();
});

/** Resolves when the process has ended, with what ended it. */
function run(spoolDirectory: string, ending: string): Promise<unknown> {
  const args = [script, server.url, spoolDirectory, ending];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error) => resolve(error?.signal ?? error?.code ?? 0));
  });
}

describe.each(["away", "hanging"])("while its server is %s, a process", (state) => {
  test.each([
    ["exit", 0],
    ["end", 0],
    ["kill", "SIGKILL"],
    ["give-up", 0],
    ["give-up-tee", 0],
  ])("that comes to its %s leaves all to the next one", async (ending, code) => {
    const spoolDirectory = await mkdtemp(path.join(temporary, "spool-"));
    if (state === "away") await server.goAway();
    else server.misbehave = () => "hang";
    expect(await run(spoolDirectory, ending)).toBe(code);
    expect(await store.readSegment(ref)).toBeUndefined();
    if (state === "away") await server.comeBack();
    else server.misbehave = () => undefined;
    const sink = httpSink({ url: server.url, spoolDirectory });
    await sink.flush?.(ref.sessionId);
    expect(Buffer.from((await store.readSegment(ref)) ?? []).toString()).toBe("one two");
  });
});

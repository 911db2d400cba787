import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeEventText } from "@pagereel/protocol";
import { type IngestServer, startIngestServer } from "@pagereel/testing/ingest-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchRecording } from "../src/fetch/fetch-recording.js";
import { resolveOptions } from "../src/options.js";
import { RecordingSession } from "../src/session/recording-session.js";
import { httpSink } from "../src/stores/http-sink.js";
import { memoryStore } from "../src/stores/memory-store.js";
import type { Sink, Store } from "../src/stores/store.js";
import { tee } from "../src/stores/tee.js";
import { timestampsOf } from "./support/stored-session.js";

let spoolDirectory: string;
let store: Store;
let server: IngestServer;

beforeEach(async () => {
  spoolDirectory = await mkdtemp(path.join(tmpdir(), "pagereel-session-"));
  store = memoryStore();
  server = await startIngestServer(store);
});
afterEach(async () => {
  await server.goAway();
  await rm(spoolDirectory, { recursive: true });
});

function start(sink: Sink): Promise<RecordingSession> {
  const onError = (error: Error) => expect.fail(error.message);
  return RecordingSession.start(resolveOptions({ sink, onError }), {}, () => undefined);
}

function push(session: RecordingSession, sequence: number, timestamps: number[]): void {
  const events = timestamps.map((at, i) =>
    sequence + i === 0
      ? writeEventText(4, JSON.stringify({ href: "http://a/" }), at)
      : writeEventText(5, "{}", at),
  );
  const nothing = async () => undefined;
  session
    .target({ targetId: "T" })
    .push(
      { version: 1, documentId: "d", sequence, top: true, idBase: 0, events },
      { requestSnapshot: nothing, pause: nothing, resume: nothing, spare: nothing },
    );
}

test("a session whose server is away for most of it is there as a whole at its end", async () => {
  await server.goAway();
  const session = await start(httpSink({ url: server.url, spoolDirectory }));
  push(session, 0, [1000, 2000]);
  await server.comeBack();
  server.misbehave = ({ path: it }) => (it.includes("segments") ? { status: 503 } : undefined);
  push(session, 1, [3000]);
  const paths = () => server.requests.map((request) => request.path).join();
  await vi.waitFor(() => expect(paths()).toContain("segments"), { timeout: 20_000 });
  server.misbehave = () => undefined;
  push(session, 2, [4000]);
  await session.end("closed");
  const { events, duration } = await fetchRecording(session.sessionId, { store });
  expect(timestampsOf(events)).toEqual({ T: [1000, 2000, 3000, 4000] });
  expect(duration).toBe(3000);
  expect(JSON.parse((await store.readManifest(session.sessionId)) ?? "")).toMatchObject({
    state: "final",
    gaps: [],
  });
});

test("a session that goes to several sinks is whole in each when it has ended", async () => {
  const first = memoryStore();
  const session = await start(tee(first, httpSink({ url: server.url, spoolDirectory })));
  push(session, 0, [1000, 2000, 3000]);
  await session.end("closed");
  for (const one of [first, store]) {
    const { events } = await fetchRecording(session.sessionId, { store: one });
    expect(timestampsOf(events)).toEqual({ T: [1000, 2000, 3000] });
  }
});

test("a token that is wrong is told at the start", async () => {
  server.misbehave = () => ({ status: 401 });
  const starting = start(httpSink({ url: server.url, spoolDirectory, apiToken: "wrong" }));
  await expect(starting).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

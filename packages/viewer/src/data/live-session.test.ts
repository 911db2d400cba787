import type { eventWithTime } from "@rrweb/types";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkout, click, move, START } from "../../test/support/events.js";
import { MemorySource, target } from "../../test/support/memory-source.js";
import { NewsFeed } from "../../test/support/news-feed.js";
import { createSessionIndex } from "../index/create-session-index.js";
import { openSessionData } from "./open-session-data.js";
import type { EventWindow, SessionData } from "./session-data.js";
import { ViewerError } from "./viewer-error.js";

const { signal } = new AbortController();
const s = (seconds: number) => seconds * 1000;
const timesOf = (events: readonly eventWithTime[] | undefined) =>
  events?.map(({ timestamp }) => timestamp - START);

let source: MemorySource;
let feed: NewsFeed;
let data: SessionData;

/** A closed segment in the source, and an open one that comes live. */
beforeEach(async () => {
  feed = new NewsFeed();
  source = new MemorySource({ state: "recording", targets: [target("A")] });
  source.follow = feed.follow;
  source.add("A", [...checkout(0), click(s(1))]);
  source.add("A", [...checkout(s(20)), move(s(21))], { state: "open", checkouts: [] });
  data = await openSessionData(source, signal);
});
afterEach(() => {
  data.close();
  feed.end();
});

function start(): void {
  feed.push(
    { kind: "start", isResumed: false },
    { kind: "manifest", manifest: structuredClone(source.manifest) },
    { kind: "events", targetId: "A", events: [...checkout(s(20)), click(s(21))] },
  );
}

const news = (...events: eventWithTime[]) => feed.push({ kind: "events", targetId: "A", events });

function follow(window: EventWindow | undefined): number[] {
  const heard: number[] = [];
  if (window) data.followWindow(window, (events) => heard.push(...(timesOf(events) ?? [])));
  return heard;
}

test("what is recorded is in the last window, which grows", async () => {
  start();
  expect(data.isLive.value).toBe(true);
  const window = await data.readWindow("A", START + s(22), signal);
  expect(timesOf(window?.events)).toEqual([s(20), s(20), s(21)]);
  expect(window).toMatchObject({ isOpen: true, until: Infinity });
  news(move(s(23)));
  await vi.waitFor(() => expect(data.endTime.value).toBe(START + s(23)));
  const heard = follow(window);
  expect(heard).toEqual([s(23)]);
  news(move(s(24)));
  await vi.waitFor(() => expect(heard).toEqual([s(23), s(24)]));
  expect(source.reads).toEqual([]);
});

test("what comes while a window is read is in it, or follows", async () => {
  const reading = data.readWindow("A", START + s(22), signal);
  start();
  // Each in a turn of its own, as the messages of one piece of the stream.
  for (let i = 1; i <= 20; i++) news(move(s(21) + i));
  const window = await reading;
  const heard = follow(window);
  await vi.waitFor(() => expect(data.endTime.value).toBe(START + s(21) + 20));
  const moves = [...(timesOf(window?.events) ?? []), ...heard].slice(3);
  expect(moves).toEqual(Array.from({ length: 20 }, (_, i) => s(21) + i + 1));
});

test("windows go from what is closed on to what is recorded", async () => {
  start();
  const first = await data.readWindow("A", START, signal);
  expect(first).toMatchObject({ isOpen: false, until: START + s(20) });
  if (!first) throw new Error("There is no window.");
  const second = await data.readNextWindow(first, signal);
  expect(timesOf(second?.events)).toEqual([s(20), s(20), s(21)]);
});

test("a connection that begins anew repeats nothing", async () => {
  start();
  const window = await data.readWindow("A", START + s(22), signal);
  const heard = follow(window);
  news(move(s(23)));
  await vi.waitFor(() => expect(heard).toEqual([s(23)]));
  feed.push({ kind: "interrupted", why: "It is gone." });
  await vi.waitFor(() => expect(data.interruption.value).toBe("It is gone."));
  start();
  news(move(s(23)), move(s(24)));
  await vi.waitFor(() => expect(heard).toEqual([s(23), s(24)]));
  expect(data.interruption.value).toBeUndefined();
});

test("segments that have closed are read from the source", async () => {
  start();
  await data.readWindow("A", START + s(22), signal);
  const [, second] = source.manifest.segments;
  Object.assign(second ?? {}, { state: "closed" });
  const third = source.add("A", [...checkout(s(40)), move(s(41))], { state: "open" });
  news(...checkout(s(40)), move(s(41)));
  feed.push({ kind: "manifest", manifest: structuredClone(source.manifest) });
  third.state = "closed";
  source.add("A", [...checkout(s(60))], { state: "open" });
  news(...checkout(s(60)));
  feed.push({ kind: "manifest", manifest: structuredClone(source.manifest) });
  await vi.waitFor(() => expect(data.manifest.value.segments).toHaveLength(4));
  const window = await data.readWindow("A", START + s(22), signal);
  expect(timesOf(window?.events)).toEqual([s(20), s(20), s(21)]);
  expect(source.reads).toEqual(["A/2"]);
  const last = await data.readWindow("A", START + s(99), signal);
  expect(timesOf(last?.events)).toEqual([s(60), s(60)]);
});

test("a session that ends has its last manifest, and is read from the source", async () => {
  start();
  await data.readWindow("A", START + s(22), signal);
  source.manifest = { ...structuredClone(source.manifest), state: "final" };
  for (const segment of source.manifest.segments) segment.state = "closed";
  feed.end();
  await vi.waitFor(() => expect(data.isLive.value).toBe(false));
  expect(data.manifest.value.state).toBe("final");
  const window = await data.readWindow("A", START + s(22), signal);
  expect(window).toMatchObject({ isOpen: false, until: Infinity });
  expect(source.reads).toEqual(["A/2"]);
});

test("a session whose server goes away as it ends is finished when the server is back", async () => {
  start();
  await data.readWindow("A", START + s(22), signal);
  const last = { ...structuredClone(source.manifest), state: "final" as const };
  source.readManifest = async () => {
    throw new ViewerError("The server cannot be reached.", true);
  };
  feed.end();
  await vi.waitFor(() => expect(data.interruption.value).toBe("The server cannot be reached."));
  expect(data.manifest.value.state).toBe("recording");
  source.readManifest = async () => last;
  await vi.waitFor(() => expect(data.isLive.value).toBe(false), { timeout: 10_000 });
  expect(data.manifest.value.state).toBe("final");
  expect(data.interruption.value).toBeUndefined();
});

test("a session that is deleted as it ends stays as it was known", async () => {
  start();
  await data.readWindow("A", START + s(22), signal);
  source.readManifest = async () => {
    throw new ViewerError("The server does not have this recording.", false);
  };
  feed.end();
  await vi.waitFor(() => expect(data.isLive.value).toBe(false));
  expect(data.manifest.value.state).toBe("recording");
});

test("the index has each event once, those that come as well", async () => {
  const index = createSessionIndex(data);
  start();
  const clicks = () =>
    index.markers.value
      .filter(({ kind }) => kind === "click")
      .map((each) => each.timestamp - START);
  await vi.waitFor(() => expect(clicks()).toEqual([s(1), s(21)]), { timeout: 30_000 });
  news(click(s(25)));
  await vi.waitFor(() => expect(clicks()).toEqual([s(1), s(21), s(25)]), { timeout: 30_000 });
  feed.end();
  await vi.waitFor(() => expect(index.progress.value).toBe(1));
  index.close();
});

test("without a connection there is what was written, and more when there is one", async () => {
  feed.push({ kind: "interrupted", why: "No answer." });
  const window = await data.readWindow("A", START + s(22), signal);
  expect(timesOf(window?.events)).toEqual([s(20), s(20), s(21)]);
  expect(window).toMatchObject({ isOpen: false, until: START + s(21) + 1 });
  start();
  news(move(s(23)));
  await vi.waitFor(() => expect(data.endTime.value).toBe(START + s(23)));
  const grown = await data.readWindow("A", START + s(23), signal);
  expect(timesOf(grown?.events)).toEqual([s(20), s(20), s(21), s(23)]);
  expect(grown).toMatchObject({ isOpen: true, until: Infinity });
});

test("a window that has come live is followed by one that is in a segment by now", async () => {
  start();
  news(...checkout(s(40)), move(s(41)));
  await vi.waitFor(() => expect(data.endTime.value).toBe(START + s(41)));
  const window = await data.readWindow("A", START + s(22), signal);
  expect(window?.until).toBe(START + s(40));
  for (const segment of source.manifest.segments) segment.state = "closed";
  source.add("A", [...checkout(s(40)), move(s(41))]);
  source.add("A", checkout(s(60)));
  news(...checkout(s(60)));
  feed.push({ kind: "manifest", manifest: structuredClone(source.manifest) });
  await vi.waitFor(() => expect(data.manifest.value.segments).toHaveLength(4));
  const next = window && (await data.readNextWindow(window, signal));
  expect(timesOf(next?.events)).toEqual([s(40), s(40), s(41)]);
  expect(source.reads).toEqual(["A/3"]);
});

test("a tab that has opened and closed meanwhile has each event once, and is read from the source", async () => {
  start();
  source.manifest = structuredClone(source.manifest);
  source.manifest.targets.push(target("B", { openedAt: START + s(30) }));
  source.add("B", [...checkout(s(30)), click(s(31))]);
  feed.push({ kind: "manifest", manifest: structuredClone(source.manifest) });
  feed.push({ kind: "events", targetId: "B", events: [...checkout(s(30)), click(s(31))] });
  await vi.waitFor(() => expect(data.manifest.value.targets).toHaveLength(2));
  const read = () => data.readWindow("B", START + s(31), signal);
  expect(timesOf((await read())?.events)).toEqual([s(30), s(30), s(31)]);
  expect(source.reads).toEqual([]);
  let lineCount = 0;
  for await (const { targetId, lines } of data.scan(signal)) {
    if (targetId === "B") lineCount += lines.length;
  }
  expect(lineCount).toBe(3);
  Object.assign(source.manifest.targets[1] ?? {}, { closedAt: START + s(32) });
  feed.push({ kind: "manifest", manifest: structuredClone(source.manifest) });
  await vi.waitFor(() => expect(data.manifest.value.targets[1]).toHaveProperty("closedAt"));
  expect(timesOf((await read())?.events)).toEqual([s(30), s(30), s(31)]);
  expect(source.reads).toContain("B/1");
});

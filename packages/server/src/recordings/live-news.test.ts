import { memoryStore } from "@pagereel/core";
import { beforeEach, expect, test } from "vitest";
import { makeManifest, SESSION } from "../../test/support/stored-sessions.js";
import { LiveNews } from "./live-news.js";
import { type LiveStore, liveStore } from "./live-store.js";

/** So long that a test which waits for it fails. */
const FOR_EVER_MS = 2 ** 31 - 1;

let store: LiveStore;
let end: AbortController;
let news: LiveNews;
beforeEach(() => {
  store = liveStore(memoryStore());
  end = new AbortController();
  news = new LiveNews(store, SESSION, end.signal);
  news.takeManifest();
});

const append = (offset: number, text: string, number = 1) =>
  store.appendSegment({ sessionId: SESSION, targetId: "A", number }, offset, Buffer.from(text));

test("what came before the waiting ends it, as what comes later", async () => {
  await append(0, "one");
  await news.wait(FOR_EVER_MS);
  news.takeExtents();
  const waiting = news.wait(FOR_EVER_MS);
  await append(3, "two");
  await waiting;
  news.takeExtents();
  await store.writeManifest(makeManifest());
  await news.wait(FOR_EVER_MS);
  expect(news.takeManifest()).toBe(true);
  expect(news.takeManifest()).toBe(false);
});

test("of what was written, the ends are known", async () => {
  await append(0, "one");
  await append(3, "two");
  await append(0, "one");
  await append(0, "next", 2);
  const ends = new Map([
    [1, 6],
    [2, 4],
  ]);
  expect(news.takeExtents()).toEqual(new Map([["A", ends]]));
  expect(news.takeExtents()).toEqual(new Map());
});

test("the waiting ends with its time, and with the signal", async () => {
  await news.wait(1);
  const waiting = news.wait(FOR_EVER_MS);
  end.abort();
  await waiting;
  await news.wait(FOR_EVER_MS);
});

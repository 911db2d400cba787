import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import { eventAt, makeManifest, START, storeSession } from "../../test/support/stored-sessions.js";

let directory: string;
let stored: Store;
let api: RecordingsApi;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagereel-list-"));
  stored = fileStore(directory);
  api = await makeRecordingsApi(stored);
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const HOUR_MS = 3_600_000;

/** The id of a session that started so many ms after the start. */
function idAt(ms: number): string {
  const hex = (START + ms).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`;
}

/** Sessions an hour apart from each other: 0 is the oldest one. */
async function storeSessions(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const startedAt = START + i * HOUR_MS;
    await stored.writeManifest(
      makeManifest({
        sessionId: idAt(i * HOUR_MS),
        startedAt,
        metadata: { index: i, name: `test ${i % 3}` },
        targets: [
          {
            targetId: "A",
            openedAt: startedAt,
            title: `Page ${i}`,
            urls: [
              { timestamp: startedAt, url: "http://a.test/first" },
              { timestamp: startedAt + 1, url: `http://a.test/Order/${i}` },
            ],
          },
        ],
      }),
    );
  }
}

async function list(query = "") {
  const answer = await api.app.inject(`/recordings${query}`);
  expect(answer.statusCode).toBe(200);
  const { result, result_info: info } = answer.json();
  const indexes = result.map((one: { metadata?: { index: number } }) => one.metadata?.index);
  return { result, info, indexes };
}

test("a session is summarized", async () => {
  const manifest = await storeSession(
    stored,
    { A: [[eventAt(0)], [eventAt(5)]] },
    {
      state: "partial",
      duration: 5,
      tooShort: true,
      endedAt: START + 9,
      metadata: { name: "checkout", tags: ["a"] },
      gaps: [{ from: 1, to: 2, reason: "batch-lost" }],
      targets: [
        {
          targetId: "A",
          openedAt: START,
          title: "Shop",
          urls: [{ timestamp: 1, url: "http://a/" }],
        },
        { targetId: "B", openedAt: START, urls: [] },
      ],
    },
  );
  const { result, info } = await list();
  expect(info).toEqual({ count: 1 });
  expect(result).toEqual([
    {
      sessionId: manifest.sessionId,
      state: "partial",
      reason: "closed",
      startedAt: START,
      endedAt: START + 9,
      duration: 5,
      tooShort: true,
      targets: [{ targetId: "A", title: "Shop", url: "http://a/" }, { targetId: "B" }],
      gaps: 1,
      bytes: manifest.segments.reduce((sum, { bytes }) => sum + bytes, 0),
      metadata: { name: "checkout", tags: ["a"] },
    },
  ]);
});

describe("of many sessions", () => {
  beforeEach(() => storeSessions(7));

  test("the newest ones come first, a page at a time", async () => {
    expect((await list()).indexes).toEqual([6, 5, 4, 3, 2, 1, 0]);
    const first = await list("?limit=3");
    expect(first).toMatchObject({ indexes: [6, 5, 4], info: { count: 3 } });
    const second = await list(`?limit=3&cursor=${first.info.cursor}`);
    expect(second.indexes).toEqual([3, 2, 1]);
    const last = await list(`?limit=3&cursor=${second.info.cursor}`);
    expect(last).toMatchObject({ indexes: [0], info: { count: 1 } });
    expect(last.info.cursor).toBeUndefined();
  });

  test("none is lost or comes twice where some are deleted between two pages", async () => {
    const first = await list("?limit=3");
    for (const hour of [6, 4, 3]) await stored.deleteSession(idAt(hour * HOUR_MS));
    await storeSession(stored, {}, { sessionId: idAt(9 * HOUR_MS) });
    expect((await list(`?cursor=${first.info.cursor}`)).indexes).toEqual([2, 1, 0]);
  });

  test.each([
    [`?since=${START + 5 * HOUR_MS}`, [6, 5]],
    [`?until=${START + HOUR_MS}`, [1, 0]],
    [`?since=${new Date(START + HOUR_MS).toISOString()}&until=${START + 2 * HOUR_MS}`, [2, 1]],
    ["?until=1960-01-01", []],
    ["?since=1960-01-01&until=99999999999999", [6, 5, 4, 3, 2, 1, 0]],
    ["?q=ORDER/4", [4]],
    ["?q=page%203", [3]],
    ["?q=first&limit=200", [6, 5, 4, 3, 2, 1, 0]],
    ["?q=nowhere", []],
    ["?metadata.name=test%200", [6, 3, 0]],
    ["?metadata.index=2", [2]],
    ["?metadata.name=test%200&metadata.index=3", [3]],
    ["?metadata.constructor=x", []],
    ["?state=final&token=unknown", [6, 5, 4, 3, 2, 1, 0]],
    ["?state=partial", []],
  ])("those of %s are found", async (query, expected) => {
    expect((await list(query)).indexes).toEqual(expected);
  });

  test("a filter goes with pages", async () => {
    const found: number[] = [];
    for (let cursor = ""; ; ) {
      const { indexes, info } = await list(`?metadata.name=test%200&limit=1${cursor}`);
      found.push(...indexes);
      if (info.cursor === undefined) break;
      cursor = `&cursor=${info.cursor}`;
    }
    expect(found).toEqual([6, 3, 0]);
  });

  test("a page that ends among those that were read goes on behind its last one", async () => {
    const first = await list("?metadata.name=test%200&limit=2");
    expect(first.indexes).toEqual([6, 3]);
    const next = await list(`?metadata.name=test%200&limit=2&cursor=${first.info.cursor}`);
    expect(next.indexes).toEqual([0]);
  });

  test("one whose manifest is damaged is in the list, and the others are", async () => {
    await writeFile(path.join(directory, idAt(3 * HOUR_MS), "manifest.json"), '{"version":1');
    const { result } = await list();
    expect(result).toHaveLength(7);
    expect(result[3]).toEqual({ sessionId: idAt(3 * HOUR_MS), state: "unreadable" });
    expect((await list("?state=unreadable")).result).toEqual([result[3]]);
    expect((await list("?q=order")).indexes).toEqual([6, 5, 4, 2, 1, 0]);
  });

  test("one whose process is dead is recovered for all who look", async () => {
    const dead = { host: "elsewhere", pid: 1 };
    const sessionId = idAt(0);
    await stored.writeManifest(
      makeManifest({ sessionId, state: "recording", process: dead, updatedAt: START + 7 }),
    );
    expect((await list("?state=recovered")).result).toMatchObject([
      { sessionId, reason: "process-killed", endedAt: START + 7 },
    ]);
  });

  test.each([
    "limit=0",
    "limit=201",
    "limit=x",
    "since=soon",
    "state=lost",
    "q=",
    `q=${"x".repeat(201)}`,
    "cursor=abc",
    "cursor=",
    "metadata.a=1&metadata.a=2",
  ])("%s is refused", async (query) => {
    const answer = await api.app.inject(`/recordings?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].message).toMatch(new RegExp(query.split(/[=.]/)[0] ?? ""));
  });
});

test("a time that is long ago is found at once, and without a jump in the end", async () => {
  const ids = Array.from({ length: 400 }, (_, i) => idAt(i * HOUR_MS)).reverse();
  for (const sessionId of ids.slice(-2)) await stored.writeManifest(makeManifest({ sessionId }));
  const pages = vi.fn<Store["listSessions"]>();
  const until = `until=${START + HOUR_MS}`;
  for (const [prefix, requests] of [
    ["", 1],
    ["page ", 8],
  ] as const) {
    pages.mockImplementation(async ({ limit = 100, cursor } = {}) => {
      const from = cursor?.slice(prefix.length);
      const rest = ids.filter((id) => from === undefined || id < from);
      const last = rest[limit - 1] ?? "";
      const sessionIds = rest.slice(0, limit);
      return rest.length > limit ? { sessionIds, cursor: prefix + last } : { sessionIds };
    });
    await using large = await makeRecordingsApi({ ...stored, listSessions: pages });
    const found: string[] = [];
    let asked = 0;
    for (let cursor = ""; ; asked++) {
      const answer = await large.app.inject(`/recordings?${until}&limit=1${cursor}`);
      const { result, result_info: info } = answer.json();
      found.push(...result.map(({ sessionId }: { sessionId: string }) => sessionId));
      if (info.cursor === undefined) break;
      cursor = `&cursor=${info.cursor}`;
    }
    expect(found).toEqual(ids.slice(-2));
    expect(asked).toBe(requests);
  }
});

test("one request does a bounded work, and says where to go on", async () => {
  await storeSessions(1);
  const ids = Array.from({ length: 2000 }, (_, i) => idAt(-i * 1000))
    .sort()
    .reverse();
  const text = await stored.readManifest(idAt(0));
  let looks = 0;
  let questions = 0;
  await using large = await makeRecordingsApi({
    ...stored,
    listSessions: async ({ limit = 100, cursor } = {}) => {
      questions++;
      const rest = ids.filter((id) => cursor === undefined || id < cursor);
      const sessionIds = rest.slice(0, limit);
      return rest.length > limit ? { sessionIds, cursor: sessionIds.at(-1) ?? "" } : { sessionIds };
    },
    readManifest: async (id) => {
      looks++;
      return text?.replaceAll(idAt(0), id);
    },
  });
  const ask = async (query: string) => (await large.app.inject(`/recordings?${query}`)).json();
  let { result, result_info: info } = await ask("q=nowhere&limit=20");
  expect(result).toEqual([]);
  expect(looks).toBe(500);
  // For each one a store of files looks at all of its sessions.
  expect(questions).toBe(2);
  for (let pages = 1; info.cursor; pages++) {
    ({ result, result_info: info } = await ask(`q=nowhere&limit=20&cursor=${info.cursor}`));
    expect(pages).toBeLessThan(5);
  }
  expect(looks).toBe(2000);
});

test("a store that cannot be read is an error that can be tried again", async () => {
  await using broken = await makeRecordingsApi({
    ...stored,
    listSessions: () => fileStore(path.join(directory, "file")).listSessions(),
  });
  await writeFile(path.join(directory, "file"), "no directory");
  const answer = await broken.app.inject("/recordings");
  expect(answer.statusCode).toBe(503);
  expect(answer.body).not.toContain(directory);
});

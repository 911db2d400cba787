import type { eventWithTime } from "@rrweb/types";
import { afterEach, expect, test, vi } from "vitest";
import {
  added,
  brokenEvent,
  checkout,
  click,
  custom,
  element,
  fullSnapshot,
  incremental,
  input,
  meta,
  move,
  mutation,
  plugin,
  START,
  text,
} from "../../test/support/events.js";
import { MemorySource, target } from "../../test/support/memory-source.js";
import { openSessionData } from "../data/open-session-data.js";
import { ViewerError } from "../data/viewer-error.js";
import { createSessionIndex } from "./create-session-index.js";
import type { SearchHit, SessionIndex } from "./session-index.js";

const { signal } = new AbortController();
const PATIENCE = { timeout: 30_000 };
const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

async function indexOf(source: MemorySource): Promise<SessionIndex> {
  const data = await openSessionData(source, signal);
  const index = createSessionIndex(data);
  opened.push(data, index);
  await vi.waitFor(() => expect(index.progress.value).toBe(1), PATIENCE);
  return index;
}

function sourceOf(events: eventWithTime[], given = {}): MemorySource {
  const source = new MemorySource({ targets: [target("A", given)] });
  source.add("A", events);
  return source;
}

async function labelsOf(events: eventWithTime[]): Promise<(string | undefined)[]> {
  const index = await indexOf(
    sourceOf(events, { urls: [{ timestamp: START, url: "about:blank" }] }),
  );
  return index.markers.value.slice(1).map(({ label }) => label);
}

test("navigations and gaps are there at once", async () => {
  const source = new MemorySource({
    targets: [
      target("A", { urls: [{ timestamp: START + 5, url: "https://shop.test/cart?id=1" }] }),
    ],
    gaps: [
      { from: START + 1, to: START + 2, reason: "queue-full" },
      { targetId: "A", from: START + 7, to: START + 9, reason: "strange", detail: "Why." },
    ],
  });
  const data = await openSessionData(source, signal);
  const index = createSessionIndex(data);
  opened.push(data, index);
  expect(index.markers.value).toMatchObject([
    { kind: "gap", label: "Too much waited to be stored", until: START + 2, level: "warning" },
    { kind: "navigation", label: "shop.test/cart", detail: "https://shop.test/cart?id=1" },
    { kind: "gap", label: "Missing: strange", detail: "Why.", targetId: "A" },
  ]);
});

test("clicks are named after what was clicked", async () => {
  const page = [
    element(10, "button", { class: "a" }, text(11, " Pay\n now ")),
    element(12, "a", { "aria-label": "Home" }, element(13, "span", {}, text(14, "x"))),
    element(15, "div"),
    element(16, "input", { type: "submit", value: "Send" }),
  ];
  const later = element(20, "p", {}, element(21, "i", {}, text(22, 'Say "hi"')));
  const events = [
    ...checkout(0, ...page),
    ...[10, 12, 15, 16, 99].map((id, i) => click(10 + i, id)),
    added(20, later),
    click(21, 21),
    incremental(22, { source: 2, type: 4, id: 21 }),
    incremental(23, { source: 2, type: 5, id: 21 }),
  ];
  expect(await labelsOf(events)).toEqual([
    "Click on button “Pay now”",
    "Click on link “Home”",
    "Click",
    "Click on button “Send”",
    "Click",
    'Click on “Say "hi"”',
    'Double click on “Say "hi"”',
  ]);
});

test("events of rrweb itself, whose ids are behind the children, are named as well", async () => {
  const reorder = (_name: string, value: unknown) => {
    if (!(value as { childNodes?: unknown } | null)?.childNodes) return value;
    const { id, ...rest } = value as { id: number };
    return { ...rest, id };
  };
  const snapshot = fullSnapshot(0, element(10, "button", {}, text(11, "Pay")));
  const events = [meta(0), JSON.parse(JSON.stringify(snapshot, reorder)), click(1, 10)];
  expect(await labelsOf(events)).toEqual(["Click on button “Pay”"]);
});

test("what is typed into a field in one go is one marker", async () => {
  const field = element(10, "input", { type: "email", placeholder: "Email" });
  const box = element(11, "input", { type: "checkbox", name: "terms" });
  const events = [
    ...checkout(0, field, box),
    input(10, 10, "*"),
    input(1500, 10, "**"),
    input(3000, 10, "***"),
    input(9000, 10, "****"),
    input(9001, 11, "on"),
    input(9002, 10, "by a script", false),
  ];
  expect(await labelsOf(events)).toEqual([
    "Input in “Email”",
    "Input in “Email”",
    "Unchecked “terms”",
  ]);
});

test("what was logged, and what is the page's own", async () => {
  const log = (level: string, ...payload: string[]) =>
    plugin(1, "rrweb/console@1", { level, payload, trace: ["at a.js:1"] });
  const index = await indexOf(
    sourceOf([
      ...checkout(0),
      log("log", `"hello"`, "{}"),
      log("warn", `"careful"`),
      log("error", `"no"`),
      plugin(2, "rrweb/network@1", {
        requests: [{ url: "https://a.test/x?y", status: 500, method: "GET" }, { status: 200 }],
      }),
      custom(3, "pagereel.element-state", { id: 1 }),
      custom(4, "step", "Log in"),
      custom(5, "dialog", { type: "alert", message: "Sure?" }),
      custom(6, "page-error", { message: "x is not defined", stack: "at b.js" }),
    ]),
  );
  const found = index.markers.value.map(({ kind, level, label }) => [kind, level, label]);
  expect(found.slice(1)).toEqual([
    ["console", "info", "hello {}"],
    ["console", "warning", "careful"],
    ["console", "error", "no"],
    ["error", "error", "500 GET a.test/x"],
    ["custom", undefined, "step: Log in"],
    ["dialog", undefined, "dialog: Sure?"],
    ["error", "error", "page-error: x is not defined"],
  ]);
});

test("what the recorder tells of a page beside its DOM", async () => {
  const trace = ["pay (https://a.test/a.js:1:2)", "https://a.test/a.js:9:9"];
  const index = await indexOf(
    sourceOf([
      ...checkout(0),
      custom(1, "pagereel.page-error", { message: "TypeError: no card", trace }),
      custom(2, "pagereel.page-error", {
        message: "a\nb",
        trace: [],
        url: "u",
        line: 3,
        column: 4,
      }),
      custom(3, "pagereel.dialog", { type: "confirm", message: "Really pay?", url: "u" }),
      custom(4, "pagereel.dialog-closed", { accepted: true }),
      custom(5, "pagereel.dialog", { type: "beforeunload", message: "", url: "u" }),
      custom(6, "pagereel.dialog-closed", { accepted: false }),
      custom(7, "pagereel.dialog", null),
      plugin(8, "rrweb/console@1", {
        level: "warn",
        payload: [`"It is %s late"`, `"very"`],
        trace,
      }),
    ]),
  );
  expect(index.markers.value.slice(1)).toMatchObject([
    { kind: "error", level: "error", label: "TypeError: no card", detail: trace.join("\n") },
    { kind: "error", level: "error", label: "a\nb", detail: "a\nb\nu:3:4" },
    { kind: "dialog", label: "Confirm: Really pay?" },
    { kind: "dialog", label: "Dialog accepted" },
    { kind: "dialog", label: "Leave page" },
    { kind: "dialog", label: "Dialog dismissed" },
    { kind: "dialog", label: "Dialog" },
    { kind: "console", level: "warning", label: "It is very late", detail: trace.join("\n") },
  ]);
});

test("markers are ascending, and have ids that stay the same", async () => {
  const source = sourceOf([...checkout(0), click(5), click(5), click(9)]);
  source.manifest.targets.push(target("B"));
  source.add("B", [...checkout(1), click(7), click(8)]);
  const index = await indexOf(source);
  const times = index.markers.value.map(({ timestamp }) => timestamp);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const ids = index.markers.value.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await indexOf(source)).markers.value.map(({ id }) => id)).toEqual(ids);
});

test("addresses are found in the events where the manifest has none", async () => {
  const index = await indexOf(
    sourceOf([
      meta(0, "https://a.test/"),
      fullSnapshot(0),
      meta(9, "https://a.test/"),
      fullSnapshot(9),
    ]),
  );
  expect(index.markers.value).toMatchObject([{ kind: "navigation", label: "a.test" }]);
});

test("more markers than anybody reads are counted", async () => {
  const clicks = Array.from({ length: 20_100 }, (_, i) => click(i));
  const index = await indexOf(sourceOf([...checkout(0), ...clicks]));
  expect(index.markers.value).toHaveLength(20_000);
  expect(index.omitted.value).toBe(101);
});

test("hostile events make no markers", async () => {
  const noText = { toString: 1 };
  const strange = [
    brokenEvent(6, 1),
    plugin(1, "rrweb/console@1", null),
    plugin(2, "rrweb/network@1", { requests: "x" }),
    plugin(2, noText as unknown as string, {}),
    plugin(2, "rrweb/console@1", { level: noText, payload: noText, trace: [noText] }),
    custom(2, "pagereel.page-error", { message: noText, trace: noText, url: "u", line: noText }),
    custom(3, "x".repeat(1e6), { toString: 1 }),
    incremental(4, { source: 2, type: "click", id: {} }),
    incremental(5, { type: 2, id: 4, source: 2 }),
    { ...click(6), timestamp: 1e300 },
  ];
  const button = { ...element(10, "button"), attributes: { type: noText } };
  const page = checkout(0, button as unknown as ReturnType<typeof element>);
  const source = sourceOf([...page, ...strange, click(7, 10), input(8, 10, "x")]);
  const index = await indexOf(source);
  expect(index.problem.value).toBeUndefined();
  expect(index.markers.value.map(({ label }) => label.length)).toEqual([
    9, 13, 14, 14, 5, 201, 5, 15, 5,
  ]);
});

test("a stretch without events is idle from 5 s on", async () => {
  const events = [...checkout(0), move(1000), mutation(4000, {}), move(20_000), click(21_000)];
  const index = await indexOf(sourceOf(events));
  expect(index.idleUntil(START + 500)).toBeUndefined();
  expect(index.idleUntil(START + 1500)).toBe(START + 20_000);
  expect(index.idleUntil(START + 20_500)).toBeUndefined();
  expect(index.idleUntil(START + 30_000)).toBeUndefined();
});

test("the active target is the one that was acted on last", async () => {
  const source = new MemorySource({
    targets: [
      target("A"),
      target("B", { openerId: "A", openedAt: START + 5000, closedAt: START + 9000 }),
      target("C", { openedAt: START + 2000 }),
      target("empty", { openedAt: START + 3000 }),
    ],
  });
  const blur = incremental(5001, { source: 2, type: 6, id: 4 });
  source.add("A", [...checkout(0), click(4000), blur, click(20_000)]);
  source.add("B", [...checkout(5000), click(6000)]);
  source.add("C", [...checkout(2000)]);
  const index = await indexOf(source);
  const active = [0, 1999, 2000, 3500, 4000, 5000, 8999, 9000, 20_000, 99_000];
  expect(active.map((at) => index.activeTargetAt(START + at))).toEqual([
    "A",
    "A",
    "C",
    "C",
    "A",
    "B",
    "B",
    "A",
    "A",
    "A",
  ]);
  expect(index.activeTargetAt(START - 1)).toBeUndefined();
});

async function search(source: MemorySource, query: string): Promise<SearchHit[]> {
  const data = await openSessionData(source, signal);
  const index = createSessionIndex(data);
  opened.push(data, index);
  const hits: SearchHit[] = [];
  let last = 0;
  for await (const { hits: some, progress } of index.search(query, signal)) {
    hits.push(...some);
    expect(progress).toBeGreaterThanOrEqual(last);
    last = progress;
  }
  expect(last).toBe(1);
  return hits;
}

const placesOf = (hits: SearchHit[]) =>
  hits.map(({ timestamp, before, match, after }) => [timestamp - START, before, match, after]);

test("a text is found where it first appeared, and where it came again", async () => {
  const paragraph = element(10, "p", {}, text(11, "The payment\n failed again"));
  const source = sourceOf([
    ...checkout(0, element(9, "style", {}, text(8, "payment failed"))),
    added(100, paragraph),
    ...checkout(200, paragraph),
    mutation(300, { texts: [{ id: 11, value: "PAYMENT FAILED!" }] }),
    mutation(400, { texts: [{ id: 11, value: "ok" }] }),
    mutation(500, { texts: [{ id: 11, value: "Payment failed" }] }),
    mutation(600, { attributes: [{ id: 10, attributes: { title: "payment failed" } }] }),
    input(700, 20, "payment failed"),
    meta(800, "https://shop.test/other"),
    fullSnapshot(800, paragraph),
  ]);
  expect(placesOf(await search(source, " payment failed "))).toEqual([
    [100, "The ", "payment\n failed", " again"],
    [500, "", "Payment failed", ""],
    [600, "", "payment failed", ""],
    [700, "", "payment failed", ""],
    [800, "The ", "payment\n failed", " again"],
  ]);
});

test("a text is found however it is written in the JSON", async () => {
  const source = new MemorySource({ targets: [target("A")] });
  const segment = source.add("A", checkout(0));
  source.manifest.segments = [];
  const line = JSON.stringify(added(1, text(10, `Größe "10" a\\b/c <ä>`)));
  source.addText(segment, `${line.replace("ö", "\\u00f6").replace("b/c", "b\\/c")}\n`);
  for (const query of [
    "GRÖSSE".toLowerCase().replace("ss", "ß"),
    `"10"`,
    "a\\b/c",
    "<Ä>",
    "(",
    ".*",
  ]) {
    expect(await search(source, query)).toHaveLength(/^[(.]/.test(query) ? 0 : 1);
  }
});

test("a hostile page is searched as far as it has texts", async () => {
  const strange = { type: 2, tagName: { toString: 1 }, id: { toString: 1 }, attributes: {} };
  const node = { ...strange, childNodes: [text(20, "found")], attributes: { title: "found" } };
  const page = checkout(0, node as unknown as ReturnType<typeof element>);
  expect(placesOf(await search(sourceOf(page), "found"))).toEqual([[0, "", "found", ""]]);
});

test("500 places are enough, and an empty text is nowhere", async () => {
  // More than a call has room for arguments.
  const childNodes = Array.from({ length: 200_000 }, (_, i) => text(100 + i, "here"));
  const source = sourceOf(checkout(0, { ...element(9, "p"), childNodes }));
  expect(await search(source, "here")).toHaveLength(500);
  expect(await search(source, "  ")).toEqual([]);
});

test("what cannot be read at all is told", async () => {
  const source = sourceOf(checkout(0));
  source.fail("A", 1, new ViewerError("Sign in.", false));
  const data = await openSessionData(source, signal);
  const index = createSessionIndex(data);
  opened.push(data, index);
  await vi.waitFor(() => expect(index.problem.value).toBe("Sign in."), PATIENCE);
});

test("a server that is away for long is waited for, and told of meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const source = sourceOf([...checkout(0), click(5)]);
    source.fail("A", 1, new ViewerError("No answer.", true));
    const data = await openSessionData(source, signal);
    const index = createSessionIndex(data);
    opened.push(data, index);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(index.problem.value).toBe("No answer.");
    source.fail("A", 1);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(index.problem.value).toBeUndefined();
    expect(index.progress.value).toBe(1);
    expect(index.markers.value.map(({ kind }) => kind)).toContain("click");
  } finally {
    vi.useRealTimers();
  }
});

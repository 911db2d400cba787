import {
  type Batch,
  type EventText,
  type FrameLink,
  type Gap,
  readEventText,
} from "@pagereel/protocol";
import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { QueueSpace } from "./queue-space.js";
import { type TargetOutput, TargetRecording } from "./target-recording.js";

let written: { event: eventWithTime; startsSnapshot: boolean }[];
let urls: string[];
let lost: string[];
let gaps: Gap[];
let limits: string[];
let requested: string[];
let recording: TargetRecording;
let space: QueueSpace;
let sequences: Map<string, number>;

beforeEach(() => {
  written = [];
  urls = [];
  lost = [];
  gaps = [];
  limits = [];
  requested = [];
  sequences = new Map();
  const output: TargetOutput = {
    write: (text, timestamp, startsSnapshot) => {
      const event = JSON.parse(text);
      expect(event.timestamp).toBe(timestamp);
      written.push({ event, startsSnapshot });
    },
    onUrl: (_timestamp, url) => urls.push(url),
    onGap: (gap) => {
      lost.push(gap.detail ?? "");
      gaps.push(gap);
    },
    onLimit: (limit) => limits.push(limit),
  };
  space = new QueueSpace(1_000_000, () => recording.onSpaceChanged(space));
  recording = new TargetRecording(output, {
    targetId: "T1",
    checkout: { everyMs: 30_000, everyBytes: 100_000 },
    limits: {
      maxTargetBytesPerSecond: 100_000,
      maxTargetBytes: 10_000_000,
      maxQueueBytes: 1_000_000,
    },
    space,
  });
});

function send(
  documentId: string,
  top: boolean,
  events: object[],
  links?: FrameLink[],
  incomplete = false,
): void {
  push(documentId, events, { top, ...(links && { links }), ...(incomplete && { incomplete }) });
}

function push(documentId: string, events: object[], header: Partial<Batch> = {}): void {
  const sequence = sequences.get(documentId) ?? 0;
  sequences.set(documentId, sequence + 1);
  const batch: Batch = {
    version: 1,
    documentId,
    sequence,
    top: true,
    idBase: 0,
    ...header,
    events: events.map((event) => readEventText(JSON.stringify(event)) as EventText),
  };
  recording.push(batch, {
    requestSnapshot: async () => {
      requested.push(documentId);
    },
    pause: async () => {
      requested.push(`pause ${documentId}`);
    },
    resume: async () => {
      requested.push(`resume ${documentId}`);
    },
    spare: async (isOn) => {
      requested.push(`spare ${documentId} ${isOn}`);
    },
  });
}

const meta = (timestamp: number, href = "http://a/") => ({
  type: EventType.Meta,
  data: { href, width: 1, height: 1 },
  timestamp,
});
const snapshot = (timestamp: number, id: number, scrolled = 0) => ({
  type: EventType.FullSnapshot,
  data: { node: { type: 0, id, childNodes: [] }, initialOffset: { left: 0, top: scrolled } },
  timestamp,
});
const text = (timestamp: number, value: string) => ({
  type: EventType.IncrementalSnapshot,
  data: {
    source: IncrementalSource.Mutation,
    texts: [{ id: 5, value }],
    adds: [],
    removes: [],
    attributes: [],
  },
  timestamp,
});

/** The stream in short: what each event is, at its time. */
function stream(): string[] {
  return written.map(({ event }) => {
    const data = event.data as Record<string, unknown>;
    if (event.type === EventType.Meta) return `meta@${event.timestamp}`;
    if (event.type === EventType.FullSnapshot) return `snapshot@${event.timestamp}`;
    if (data.isAttachIframe) {
      const [{ parentId, node }] = data.adds as [{ parentId: number; node: { id: number } }];
      return `${node.id} in ${parentId}@${event.timestamp}`;
    }
    if (data.texts) return `${(data.texts as [{ value: string }])[0].value}@${event.timestamp}`;
    return `source ${data.source}@${event.timestamp}`;
  });
}

test("a main document's events are passed on, and its snapshot is marked where it begins", () => {
  send("main", true, [meta(1), snapshot(2, 1), text(3, "a")]);
  expect(stream()).toEqual(["meta@1", "snapshot@2", "a@3"]);
  expect(written.map(({ startsSnapshot }) => startsSnapshot)).toEqual([true, false, false]);
  expect(urls).toEqual(["http://a/"]);
});

test("a child that is faster than its parent is held until its iframe has an id", () => {
  send("child", false, [meta(1), snapshot(2, 100), text(3, "early")]);
  expect(stream()).toEqual([]);
  send("main", true, [meta(10), snapshot(11, 1)]);
  send("main", true, [], [{ nodeId: 7, documentId: "child" }]);
  send("child", false, [text(12, "late")]);
  expect(stream()).toEqual(["meta@10", "snapshot@11", "100 in 7@11", "early@11", "late@12"]);
});

test("an id that is known before the child's snapshot joins them when it comes", () => {
  send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "child" }]);
  send("child", false, [meta(3), snapshot(4, 100, 30), text(5, "x")]);
  expect(stream()).toEqual([
    "meta@1",
    "snapshot@2",
    "100 in 7@4",
    `source ${IncrementalSource.Scroll}@4`,
    "x@5",
  ]);
  expect(requested).toEqual([]);
});

test("nested frames are joined from the top down, in whatever order they come", () => {
  send("grandchild", false, [snapshot(1, 200)]);
  send("child", false, [snapshot(2, 100)], [{ nodeId: 101, documentId: "grandchild" }]);
  send("main", true, [meta(3), snapshot(4, 1)], [{ nodeId: 7, documentId: "child" }]);
  expect(stream()).toEqual(["meta@3", "snapshot@4", "100 in 7@4", "200 in 101@4"]);
});

test("after a full snapshot of the main document every frame below is asked for, and joined again", () => {
  send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "child" }]);
  send("child", false, [snapshot(3, 100)], [{ nodeId: 101, documentId: "grandchild" }]);
  send("grandchild", false, [snapshot(4, 200)]);
  written.length = 0;
  send("main", true, [meta(10), snapshot(11, 1)], [{ nodeId: 7, documentId: "child" }]);
  expect(requested.sort()).toEqual(["child", "grandchild"]);
  send("child", false, [text(12, "before its snapshot")]);
  send("grandchild", false, [snapshot(13, 200)]);
  send("child", false, [snapshot(14, 100)], [{ nodeId: 101, documentId: "grandchild" }]);
  send("child", false, [text(15, "after")]);
  // At the time of the snapshot of the whole, so that the frames do not blink.
  expect(stream()).toEqual(["meta@10", "snapshot@11", "100 in 7@11", "200 in 101@11", "after@15"]);
});

test("many bytes are followed by a checkout of the main document, then of those below it, once", () => {
  send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "child" }]);
  send("child", false, [snapshot(3, 100), text(4, "x".repeat(100_000))]);
  expect(requested).toEqual(["main"]);
  send("child", false, [text(5, "x".repeat(200_000))]);
  expect(requested).toEqual(["main"]);
  send("main", true, [meta(6), snapshot(7, 1)], [{ nodeId: 7, documentId: "child" }]);
  expect(requested).toEqual(["main", "child"]);
  send("child", false, [snapshot(8, 100), text(9, "x")]);
  expect(requested).toEqual(["main", "child"]);
  expect(stream().slice(-4)).toEqual(["meta@6", "snapshot@7", "100 in 7@7", "x@9"]);
});

test("a frame that is new after a checkout is joined at its own time", () => {
  send("main", true, [meta(1), snapshot(2, 1), meta(5), snapshot(6, 1)]);
  send("main", true, [], [{ nodeId: 7, documentId: "child" }]);
  send("child", false, [snapshot(9, 100)]);
  expect(stream().at(-1)).toBe("100 in 7@9");
});

test("a snapshot that could not be taken is asked for again", async () => {
  send("main", true, [meta(1), snapshot(2, 1)]);
  send("main", true, [text(3, "x".repeat(100_001))]);
  await Promise.resolve();
  await Promise.resolve();
  send("main", true, [text(3, "x".repeat(100_001))]);
  expect(requested).toEqual(["main", "main"]);
});

test("a frame that navigates gets its new document in the same iframe; the old one says no more", () => {
  send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "blank" }]);
  send("blank", false, [snapshot(3, 100)]);
  send("page", false, [snapshot(5, 300)]);
  send("main", true, [], [{ nodeId: 7, documentId: "page" }]);
  send("blank", false, [text(6, "late words")]);
  expect(stream().slice(2)).toEqual(["100 in 7@3", "300 in 7@5"]);
});

test("the last words of a page that was replaced are left out, and it can come back", () => {
  send("one", true, [meta(1, "http://a/1"), snapshot(2, 1)]);
  send("two", true, [meta(3, "http://a/2"), snapshot(4, 1)]);
  send("one", true, [text(5, "unload")]);
  send("one", true, [meta(6, "http://a/1"), snapshot(7, 1), text(8, "restored")]);
  expect(stream()).toEqual([
    "meta@1",
    "snapshot@2",
    "meta@3",
    "snapshot@4",
    "meta@6",
    "snapshot@7",
    "restored@8",
  ]);
  expect(urls).toEqual(["http://a/1", "http://a/2", "http://a/1"]);
});

test("addresses and sizes of children stay out of the target's stream", () => {
  send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "child" }]);
  const resize = {
    type: EventType.IncrementalSnapshot,
    data: { source: IncrementalSource.ViewportResize, width: 1, height: 1 },
    timestamp: 5,
  };
  send("child", false, [meta(3, "http://b/"), snapshot(4, 100), resize]);
  expect(stream()).toEqual(["meta@1", "snapshot@2", "100 in 7@4"]);
  expect(urls).toEqual(["http://a/"]);
});

test("times never go back", () => {
  send("main", true, [meta(10), snapshot(11, 1), text(5, "clock set back")]);
  expect(stream()).toEqual(["meta@10", "snapshot@11", "clock set back@11"]);
});

test("a batch that did not arrive is told, and a new snapshot is asked for", () => {
  send("main", true, [meta(1), snapshot(2, 1)]);
  sequences.set("main", 3);
  send("main", true, [text(5, "after the loss")]);
  expect(lost).toEqual(["2 batches of a document were lost"]);
  expect(requested).toEqual(["main"]);
});

test("what is held for a frame that nobody shows is bounded, and asked for when it is shown", () => {
  send("main", true, [meta(1), snapshot(2, 1)]);
  send("child", false, [snapshot(3, 100)]);
  for (let i = 0; i < 10; i++) send("child", false, [text(4, "x".repeat(1024 * 1024))]);
  send("main", true, [], [{ nodeId: 7, documentId: "child" }]);
  expect(requested).toEqual(["child"]);
  expect(stream()).toEqual(["meta@1", "snapshot@2"]);
  send("child", false, [snapshot(9, 100)]);
  expect(stream().at(-1)).toBe("100 in 7@9");
});

test("a style sheet that Node had to find is a mutation of its link, in its document's place", () => {
  send("main", true, [meta(1), snapshot(2, 1)]);
  send("child", false, [snapshot(3, 100)]);
  recording.setStyle("main", 5, '"a{}"', false);
  recording.setStyle("child", 105, '"b{}"', false);
  recording.setStyle("gone", 205, '"c{}"', false);
  send("main", true, [text(9, "x")], [{ nodeId: 7, documentId: "child" }]);
  const styles = written
    .map(({ event }) => event as { data: { attributes?: unknown[] }; timestamp: number })
    .filter(({ data }) => data.attributes?.length)
    .map(({ data, timestamp }) => [timestamp, data.attributes]);
  expect(styles).toEqual([
    [2, [{ id: 5, attributes: { _cssText: "a{}" } }]],
    [9, [{ id: 105, attributes: { _cssText: "b{}" } }]],
  ]);
});

test("frames wait for the whole of a snapshot that comes in parts", () => {
  const links = [{ nodeId: 7, documentId: "child" }];
  send("main", true, [meta(1), snapshot(2, 1)], links);
  send("child", false, [snapshot(3, 100)]);
  send("main", true, [meta(10), snapshot(10, 1)], undefined, true);
  send("child", false, [text(11, "lost with the old snapshot"), snapshot(11, 100)]);
  send("main", true, [text(10, "iframe")], links, true);
  expect(requested).toEqual([]);
  send("main", true, [text(10, "rest")]);
  expect(requested).toEqual(["child"]);
  send("child", false, [snapshot(12, 100)]);
  const all = ["meta@10", "snapshot@10", "iframe@10", "rest@10", "100 in 7@10"];
  expect(stream().slice(3)).toEqual(all);
});

test("the parts of a large snapshot make no next one", () => {
  send("main", true, [meta(1), snapshot(2, 1)], undefined, true);
  send("main", true, [text(2, "x".repeat(90_000))], undefined, true);
  send("main", true, [text(2, "x".repeat(90_000))]);
  send("main", true, [text(3, "x".repeat(90_000))]);
  expect(requested).toEqual([]);
  send("main", true, [text(4, "x".repeat(90_000))]);
  send("main", true, [text(5, "x".repeat(9000))]);
  expect(requested).toEqual(["main"]);
});

test("what a budget takes away is a gap, while it lasts in any document", () => {
  vi.spyOn(Date, "now").mockReturnValue(0);
  onTestFinished(() => void vi.restoreAllMocks());
  send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "child" }]);
  push("main", [text(3, "x")], { budgetStep: 1 });
  push("child", [snapshot(4, 100)], { budgetStep: 2, top: false });
  push("main", [text(5, "x")]);
  push("child", [text(6, "x")], { budgetStep: 3, wantsCheckout: true, top: false });
  expect(requested).toEqual(["main"]);
  push("child", [text(7, "x")], { top: false });
  push("main", [text(8, "x")], { budgetStep: 1 });
  expect(gaps.map(({ reason, to }) => [reason, to])).toEqual([
    ["over-budget", 6],
    ["over-budget", 8],
  ]);
});

test("a document whose context is gone is forgotten", () => {
  send("child", false, [snapshot(1, 100)]);
  recording.forget("child");
  send("main", true, [meta(2), snapshot(3, 1)], [{ nodeId: 7, documentId: "child" }]);
  expect(stream()).toEqual(["meta@2", "snapshot@3"]);
});

/** Something that happens beside the DOM. */
function aside(timestamp: number): void {
  const event = { type: EventType.Custom, data: { source: "aside" }, timestamp };
  recording.addAside(readEventText(JSON.stringify(event)) as EventText);
}

describe("what happens beside the DOM", () => {
  test("follows on the first snapshot, and then comes at once", () => {
    aside(1);
    send("main", true, [meta(2)]);
    aside(3);
    expect(stream()).toEqual(["meta@2"]);
    send("main", true, [snapshot(4, 1)]);
    aside(5);
    expect(stream().slice(1)).toEqual([
      "snapshot@4",
      "source aside@4",
      "source aside@4",
      "source aside@5",
    ]);
  });

  test("does not come between a later snapshot and the event by which it begins", () => {
    send("main", true, [meta(1), snapshot(2, 1)]);
    send("main", true, [meta(3)]);
    aside(3);
    send("main", true, [snapshot(4, 1)]);
    expect(stream().slice(2)).toEqual(["meta@3", "snapshot@4", "source aside@4"]);
  });

  test("of a page that has no snapshot for long is bounded", () => {
    for (let i = 1; i <= 5000; i++) aside(i);
    send("main", true, [meta(6000), snapshot(6001, 1)]);
    expect(written).toHaveLength(1002);
  });
});

describe("a target that floods", () => {
  const FLOOD = "x".repeat(2_000_000);

  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    send("main", true, [meta(1), snapshot(2, 1)], [{ nodeId: 7, documentId: "child" }]);
    send("child", false, [snapshot(3, 100)]);
    send("main", true, [text(4, FLOOD)]);
    requested.length = 0;
    written.length = 0;
  });

  test("is paused in all its documents, and what still comes is left out", () => {
    send("main", true, [text(5, "more")]);
    expect(requested).toEqual(["pause main", "pause child"]);
    send("main", true, [text(6, "more")]);
    send("child", false, [text(7, "more"), snapshot(8, 100)]);
    send("new frame", false, [snapshot(9, 300)]);
    expect(requested).toEqual(["pause main", "pause child", "pause new frame"]);
    expect(stream()).toEqual([]);
    expect(gaps).toEqual([{ targetId: "T1", from: 5, to: 9, ...RATE_LIMITED }]);
    expect(limits).toEqual(["maxTargetBytesPerSecond"]);
  });

  test("comes back as a whole, the main document first, and the gap ends there", () => {
    send("main", true, [text(5, "more")]);
    requested.length = 0;
    // The flood was larger than what may come in ten seconds: it takes as long to be made up for.
    vi.advanceTimersByTime(1000);
    expect(requested).toEqual(["resume main"]);
    vi.advanceTimersByTime(20_000);
    send("main", true, [text(6, "of what nobody knows")]);
    send("main", true, [meta(10), snapshot(11, 1)], [{ nodeId: 7, documentId: "child" }]);
    expect(requested).toEqual(["resume main", "resume child"]);
    send("child", false, [snapshot(12, 100), text(13, "child")]);
    send("main", true, [text(14, "main")]);
    expect(stream()).toEqual(["meta@10", "snapshot@11", "100 in 7@11", "child@13", "main@14"]);
    expect(gaps).toEqual([{ targetId: "T1", from: 5, to: 11, ...RATE_LIMITED }]);
  });

  test("has what happens beside its DOM meanwhile when it comes back", () => {
    send("main", true, [text(5, "more")]);
    aside(6);
    vi.advanceTimersByTime(21_000);
    expect(stream()).toEqual([]);
    send("main", true, [meta(10), snapshot(11, 1)]);
    expect(stream()).toEqual(["meta@10", "snapshot@11", "source aside@11"]);
  });

  test("is not asked for a checkout while it is paused", () => {
    vi.advanceTimersByTime(2000);
    send("main", true, [text(5, "an activity")]);
    send("main", true, [text(6, "more")]);
    requested.length = 0;
    vi.advanceTimersByTime(900);
    expect(requested).toEqual([]);
  });

  const RATE_LIMITED = {
    reason: "rate-limited",
    detail: "The target sent over 100000 bytes a second.",
  };
});

describe("a sink that is slow", () => {
  test("has the recorders do without something, those that come later too, until there is room", () => {
    send("m", true, [meta(1), snapshot(2, 1)]);
    space.add(500_000);
    expect(requested).toEqual(["spare m true"]);
    send("m", true, [text(3, "a")]);
    send("c", false, [snapshot(4, 1)]);
    expect(requested).toEqual(["spare m true", "spare c true"]);
    expect(gaps).toMatchObject([{ from: 3, reason: "sink-slow" }]);
    space.add(-500_000);
    expect(requested.slice(2)).toEqual(["spare m false", "spare c false"]);
    send("m", true, [text(5, "b")]);
    expect(gaps).toHaveLength(1);
    expect(written.map(({ event }) => event.timestamp)).toEqual([1, 2, 3, 5]);
  });

  test("stops a target that says something, which comes back as a whole", () => {
    send("m", true, [meta(1), snapshot(2, 1)]);
    space.add(1_000_000);
    requested.length = 0;
    send("m", true, [text(3, "lost")]);
    expect(requested).toEqual(["pause m"]);
    space.add(-500_000);
    expect(requested.at(-1)).toBe("resume m");
    send("m", true, [meta(4), snapshot(5, 1), text(6, "kept")]);
    expect(gaps).toMatchObject([
      { from: 3, reason: "sink-slow" },
      { from: 3, to: 5, reason: "queue-full" },
    ]);
    expect(limits).toEqual(["maxQueueBytes"]);
    expect(written.map(({ event }) => event.timestamp)).toEqual([1, 2, 4, 5, 6]);
  });
});

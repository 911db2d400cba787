import { expect, test } from "vitest";
import { countHeap, type HeapCounts } from "../heap/heap-counts.ts";
import { compareGrowth, type Span } from "./compare-growth.ts";

type Node = [kind: string, name: string, size: number, detached?: boolean];

const KINDS = ["hidden", "object", "native", "closure", "code"];

/** A heap snapshot as V8 writes it, with the fields that are read. */
function snapshot(nodes: Node[]): HeapCounts {
  const strings = [...new Set(nodes.map(([, name]) => name))];
  return countHeap(
    JSON.stringify({
      snapshot: {
        meta: {
          node_fields: ["type", "name", "id", "self_size", "edge_count", "detachedness"],
          node_types: [KINDS, "string", "number", "number", "number", "number"],
        },
      },
      nodes: nodes.flatMap(([kind, name, size, detached], i) => [
        ...[KINDS.indexOf(kind), strings.indexOf(name), i, size, 0, detached ? 2 : 1],
      ]),
      strings,
    }),
  );
}

function span(early: Node[], late: Node[], rounds = 10): Span {
  return { early: snapshot(early), late: snapshot(late), rounds };
}

function many(count: number, node: Node): Node[] {
  return Array.from({ length: count }, () => node);
}

const SLACK = { objects: 2, objectsOnce: 0, bytes: 1000, bytesOnce: 0 };
const nothing = span([], []);

test("an element that each round leaves behind is named, whatever its attributes", () => {
  const held = many(50, ["native", "Detached <p class='a' title='>'>", 10, true]);
  expect(compareGrowth(span([], held), nothing, SLACK)).toEqual([
    { name: "Detached <p>", recorded: 5, plain: 0, allowed: 2 },
  ]);
});

test.each(["EventListener", "MutationObserver", "Worker", "WeakRef"])("so is a %s", (name) => {
  const held = many(30, ["object", name, 10]);
  expect(compareGrowth(span([], held), nothing, SLACK)).toMatchObject([{ name, recorded: 3 }]);
});

test("a function is one of its name", () => {
  const held = many(30, ["closure", "onLoad", 10]);
  expect(compareGrowth(span([], held), nothing, SLACK)).toMatchObject([
    { name: "function onLoad" },
  ]);
});

test("what grows as much without recording, or within the slack, is no excess", () => {
  const held = many(50, ["object", "Object", 10]);
  const more = many(70, ["object", "Object", 10]);
  expect(compareGrowth(span([], more), span([], held), SLACK)).toEqual([]);
});

test("what shrinks without recording makes no room for what grows with it", () => {
  const held = many(30, ["object", "Object", 10]);
  expect(compareGrowth(span([], held), span(held, []), SLACK)).toHaveLength(1);
});

test("what is meant to be kept may be, and no more", () => {
  const held = many(60, ["object", "Object", 10]);
  const kept = (count: number) => ({ ...SLACK, kept: new Map([["Object", count]]) });
  expect(compareGrowth(span([], held), nothing, kept(4))).toEqual([]);
  expect(compareGrowth(span([], held), nothing, kept(3))).toHaveLength(1);
});

test("each client of the browser's network domain has its own notes, once", () => {
  const notes = (count: number) =>
    span([], many(count, ["native", "blink::NetworkResourcesData::ResourceData", 1]));
  expect(compareGrowth(notes(100), notes(50), SLACK)).toEqual([]);
  expect(compareGrowth(notes(150), notes(50), SLACK)).toHaveLength(1);
});

test("bytes count wherever they are, and the engine's own objects as bytes only", () => {
  const held = many(100, ["code", "system / BytecodeArray", 200]);
  const engine = many(100, ["object", "system / Context", 1]);
  expect(compareGrowth(span([], [...held, ...engine]), nothing, SLACK)).toEqual([
    { name: "bytes", recorded: 2010, plain: 0, allowed: 1000 },
  ]);
  const once = { ...SLACK, bytesOnce: 10_100 };
  expect(compareGrowth(span([], [...held, ...engine]), nothing, once)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { compareStates } from "./compare-states.ts";
import type { Figure } from "./figures.ts";
import type { DocumentState, NodeState } from "./state.ts";

const box: NodeState = { id: 2, name: "p", rect: [0, 0, 10, 10], style: 0, state: {} };

function document(nodes: NodeState[], style: Record<string, string> = {}): DocumentState {
  return { nodes, withoutId: [], styles: [style] };
}

function wrongFigures(live: DocumentState, replay: DocumentState): Partial<Record<Figure, number>> {
  const { figures } = compareStates([live], [replay]);
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value > 0));
}

describe("compares", () => {
  test("what is the same", () => {
    expect(wrongFigures(document([box]), document([box]))).toEqual({});
  });

  test("which ids there are", () => {
    const live = { ...document([box]), withoutId: ["b", "#text"] };
    const replay = document([{ ...box, id: 7 }]);
    expect(wrongFigures(live, replay)).toEqual({ withoutId: 2, missing: 1, extra: 1 });
  });

  test("ids across the documents of frames", () => {
    const other = document([{ ...box, id: 900 }]);
    const replay = document([box, { ...box, id: 900 }]);
    expect(compareStates([document([box]), other], [replay]).figures).toMatchObject({ missing: 0 });
  });

  test.each<[Figure, Partial<NodeState>, Partial<NodeState>]>([
    ["text", { text: "a" }, { text: "b" }],
    ["rect", {}, { rect: [0, 0, 11.5, 10] }],
    ["scroll", { scroll: [0, 50] }, {}],
    ["state", { state: { value: "x" } }, { state: { value: "" } }],
    ["state", { state: { ":popover-open": true } }, {}],
    ["focus", { state: { ":focus": true } }, {}],
  ])("%s: %j is %j", (figure, live, replay) => {
    const one = document([{ ...box, ...live }]);
    expect(wrongFigures(one, document([{ ...box, ...replay }]))).toEqual({ [figure]: 1 });
  });

  test("rects to a pixel, scroll positions too", () => {
    const replay = { ...box, rect: [0.9, 0, 10, 9.1], scroll: [0, 1] } as NodeState;
    expect(wrongFigures(document([box]), document([replay]))).toEqual({});
  });
});

describe("compares styles", () => {
  test("by their values, whatever their numbers are", () => {
    const replay = { nodes: [{ ...box, style: 1 }], withoutId: [], styles: [{}, { color: "red" }] };
    expect(wrongFigures(document([box], { color: "red" }), replay)).toEqual({});
    expect(wrongFigures(document([box], { color: "blue" }), replay)).toEqual({ style: 1 });
  });

  test("to a tenth of a pixel", () => {
    const live = document([box], { margin: "24px 254px 24px 253.984px" });
    expect(wrongFigures(live, document([box], { margin: "24px 254px" }))).toEqual({ style: 1 });
    const replay = document([box], { margin: "24px 254px 24px 254px" });
    expect(wrongFigures(live, replay)).toEqual({});
  });

  test("the ring of a focused element by itself", () => {
    const focused = { ...box, state: { ":focus": true } };
    const live = document([focused], { outline: "none", color: "red" });
    const replay = document([focused], { outline: "auto", color: "red" });
    expect(wrongFigures(live, replay)).toEqual({ focus: 1 });
    const other = document([focused], { outline: "auto", color: "blue" });
    expect(wrongFigures(live, other)).toEqual({ style: 1 });
  });
});

test("shows examples in words", () => {
  const replay = document([{ ...box, rect: [0, 0, 20, 10] }]);
  const { examples } = compareStates([document([box])], [replay]);
  expect(examples).toEqual({ rect: ["p (2): [0 0 10 10] is [0 0 20 10]"] });
});

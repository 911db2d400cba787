import { type Comparison, FIGURES, type Figure } from "./figures.ts";
import type { DocumentState, NodeState, Rect } from "./state.ts";

/** CSS pixels. */
const MAX_RECT_DIFFERENCE = 1;
const MAX_SCROLL_DIFFERENCE = 1;
/** Examples are for a person. */
const MAX_EXAMPLES = 12;
const MAX_PARTS = 4;

type Style = Record<string, string>;
interface Known {
  node: NodeState;
  style: Style | undefined;
}

/** Compares the documents of a live page with those of its replay, id by id. */
export function compareStates(live: DocumentState[], replay: DocumentState[]): Comparison {
  const comparison = emptyComparison();
  const ours = byId(live);
  const theirs = byId(replay);
  comparison.nodes = ours.size;
  for (const name of live.flatMap(({ withoutId }) => withoutId))
    note(comparison, "withoutId", name);
  for (const [id, known] of ours) {
    const other = theirs.get(id);
    if (other) compareNodes(known, other, comparison);
    else note(comparison, "missing", label(known));
  }
  for (const [id, known] of theirs) if (!ours.has(id)) note(comparison, "extra", label(known));
  return comparison;
}

function emptyComparison(): Comparison {
  const figures = Object.fromEntries(FIGURES.map((name) => [name, 0])) as Record<Figure, number>;
  return { nodes: 0, figures, examples: {} };
}

function byId(documents: DocumentState[]): Map<number, Known> {
  return new Map(
    documents.flatMap(({ nodes, styles }) =>
      nodes.map((node) => [node.id, { node, style: styles[node.style ?? -1] }] as const),
    ),
  );
}

function compareNodes(live: Known, replay: Known, comparison: Comparison): void {
  const found = (figure: Figure, what: string) =>
    note(comparison, figure, `${label(live)}: ${what}`);
  const [one, other] = [live.node, replay.node];
  if (one.text !== other.text) found("text", `${quote(one.text)} is ${quote(other.text)}`);
  if (one.rect && other.rect && differ(one.rect, other.rect, MAX_RECT_DIFFERENCE)) {
    found("rect", `${show(one.rect)} is ${show(other.rect)}`);
  }
  const noScroll: [number, number] = [0, 0];
  const [here, there] = [one.scroll ?? noScroll, other.scroll ?? noScroll];
  if (differ(here, there, MAX_SCROLL_DIFFERENCE)) {
    found("scroll", `${show(here)} is ${show(there)}`);
  }
  compareStyles(live, replay, found);
  for (const [name, what] of differences(one.state, other.state)) {
    found(name === ":focus" ? "focus" : "state", what);
  }
}

/** A focused element's outline is the browser's choice, which depends on how it came to the focus. */
function compareStyles(live: Known, replay: Known, found: (figure: Figure, what: string) => void) {
  const parts = differences(live.style, replay.style);
  const isFocused = live.node.state?.[":focus"] || replay.node.state?.[":focus"];
  const isRing = (name: string) => isFocused && name === "outline";
  const other = parts.filter(([name]) => !isRing(name)).map(([, what]) => what);
  if (other.length > 0) found("style", enumerate(other));
  else if (parts[0]) found("focus", parts[0][1]);
}

function enumerate(parts: string[]): string {
  const more = parts.length - MAX_PARTS;
  return [...parts.slice(0, MAX_PARTS), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

function differ(one: number[], other: number[], allowed: number): boolean {
  return one.some((value, index) => Math.abs(value - (other[index] ?? 0)) > allowed);
}

type Values = Record<string, string | boolean>;

/** @returns names and what is to be said of them; nothing where one side has no values */
function differences(live: Values | undefined, replay: Values | undefined): [string, string][] {
  if (!live || !replay) return [];
  const names = [...new Set([...Object.keys(live), ...Object.keys(replay)])];
  return names
    .filter((name) => live[name] !== replay[name] && round(live[name]) !== round(replay[name]))
    .map((name) => [name, `${name} ${quote(live[name])} is ${quote(replay[name])}`]);
}

/** Layout works in 64ths of a pixel; how they fall may differ from one window to another. */
function round(value: string | boolean | undefined): string {
  return String(value).replace(/\d+\.\d+/g, (number) =>
    Number(number).toFixed(1).replace(".0", ""),
  );
}

function note(comparison: Comparison, figure: Figure, example: string): void {
  comparison.figures[figure]++;
  comparison.examples[figure] ??= [];
  if (comparison.examples[figure].length < MAX_EXAMPLES) comparison.examples[figure].push(example);
}

function label({ node }: Known): string {
  return `${node.name} (${node.id})`;
}

function quote(value: unknown): string {
  return value === undefined ? "absent" : JSON.stringify(value).slice(0, 120);
}

function show(rect: Rect | [number, number]): string {
  return `[${rect.map((value) => Math.round(value * 10) / 10).join(" ")}]`;
}

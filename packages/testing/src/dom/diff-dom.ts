import type { DomLine } from "./dom-line.js";

/** Lines shown before the first difference, and from it on of either side. */
const CONTEXT_LINES = 3;

/**
 * Compares a live page with its replay.
 *
 * @returns undefined if they are the same, else a text that shows the first difference
 */
export function diffDom(live: DomLine[], replayed: DomLine[]): string | undefined {
  const at = firstDifference(live, replayed);
  if (at === undefined) return undefined;
  const to = at + CONTEXT_LINES;
  return [
    `The replay differs from the live page at line ${at + 1} ` +
      `(of ${live.length} live, ${replayed.length} replayed):`,
    ...live.slice(Math.max(0, at - CONTEXT_LINES), at).map((line) => indent(" ", line)),
    ...live.slice(at, to).map((line) => indent("-", line)),
    ...(live.length <= at ? ["- (the live page ends here)"] : []),
    ...replayed.slice(at, to).map((line) => indent("+", line)),
    ...(replayed.length <= at ? ["+ (the replay ends here)"] : []),
    "(- live, + replayed)",
  ].join("\n");
}

function firstDifference(live: DomLine[], replayed: DomLine[]): number | undefined {
  const longest = Math.max(live.length, replayed.length);
  for (let i = 0; i < longest; i++) {
    const a = live[i];
    const b = replayed[i];
    if (!a || !b || a.depth !== b.depth || a.text !== b.text) return i;
  }
  return undefined;
}

function indent(mark: string, { depth, text }: DomLine): string {
  return `${mark} ${"  ".repeat(depth)}${text}`;
}

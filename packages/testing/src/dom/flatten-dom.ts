import type { DomLine, DomTree } from "./dom-line.js";

/** Puts the documents of iframes below their iframes' lines. */
export function flattenDom(tree: DomTree, depth = 0): DomLine[] {
  return tree.lines.flatMap((line) => {
    const here = { depth: line.depth + depth, text: line.text };
    const inner = line.frame === undefined ? undefined : tree.frames[line.frame];
    return inner ? [here, ...flattenDom(inner, here.depth + 1)] : [here];
  });
}

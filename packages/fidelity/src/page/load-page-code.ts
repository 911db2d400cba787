import { readFileSync } from "node:fs";

/** In the order in which they use each other. */
const FILES = ["style-tuple.js", "node-state.js", "read-state.js", "at-rest.js", "pixels.js"];

const IMPORT = /^import [^;]* from "\.\/[\w-]+\.js";\n/gm;

const code = FILES.map((file) =>
  readFileSync(new URL(`./${file}`, import.meta.url), "utf8")
    .replace(IMPORT, "")
    .replace(/^export /gm, ""),
).join("\n");

/**
 * The code of this folder, to be evaluated in a page.
 *
 * @param result - an expression, or a function body with `return`, that uses what the files export
 * @returns one expression
 */
export function pageExpression(result: string): string {
  return `(() => { ${code}\nreturn ${result}; })()`;
}

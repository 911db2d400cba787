import { readFileSync } from "node:fs";

/**
 * Reads the code of a file in this folder, to be evaluated in a page.
 *
 * @param name - such as `serialize-dom`
 * @param result - an expression that uses what the file exports
 * @returns one expression
 */
export function pageExpression(name: string, result: string): string {
  return `(() => { ${readPageCode(name)}\nreturn ${result}; })()`;
}

const cache = new Map<string, string>();

function readPageCode(name: string): string {
  let code = cache.get(name);
  if (code === undefined) {
    const text = readFileSync(new URL(`./${name}.js`, import.meta.url), "utf8");
    code = text.replace(/^export /gm, "");
    cache.set(name, code);
  }
  return code;
}

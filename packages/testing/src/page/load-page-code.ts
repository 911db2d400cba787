import { readFileSync } from "node:fs";

/** An import of another file of this folder. Types are imported in comments, and stay there. */
const IMPORT = /^import [^;]* from "\.\/([\w-]+)\.js";\n/gm;

/**
 * Reads the code of a file in this folder, with those it imports, to be evaluated in a page.
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
    code = [...filesOf(name)].map(([, text]) => text).join("\n");
    cache.set(name, code);
  }
  return code;
}

/** @returns the texts by file, each one once and behind what it imports */
function filesOf(name: string, files = new Map<string, string>()): Map<string, string> {
  if (files.has(name)) return files;
  const text = readFileSync(new URL(`./${name}.js`, import.meta.url), "utf8");
  for (const [, imported = ""] of text.matchAll(IMPORT)) filesOf(imported, files);
  return files.set(name, text.replace(IMPORT, "").replace(/^export /gm, ""));
}

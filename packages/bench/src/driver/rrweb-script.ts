import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The name of the function that the naive injection exposes. */
export const EMIT = "saveEvent";

/**
 * rrweb and its start, as examples have it: an init script of all documents. It starts in the top
 * one only, because rrweb itself records the frames of the same origin.
 */
export function rrwebScript(): string {
  const main = createRequire(import.meta.url).resolve("rrweb");
  const library = readFileSync(join(dirname(main), "rrweb.umd.min.cjs"), "utf8");
  return `${library}
;if (window === window.top) rrweb.record({ emit: (event) => window.${EMIT}(event) });`;
}

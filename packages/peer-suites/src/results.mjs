import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** A message longer than this is a page's content or a stack. */
const MAX_ERROR_CHARS = 1500;

/**
 * Adds a line to the results: a run that is killed keeps what it had.
 *
 * @param result - `id` (spec file and titles), `outcome` (pass, fail, skip), `ms`, and `error`
 */
export function appendResult(file, { error, ...result }) {
  mkdirSync(dirname(file), { recursive: true });
  const line = { ...result, ...(error && { error: plainText(error).slice(0, MAX_ERROR_CHARS) }) };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** @returns results by id; of a test that ran twice, the failure */
export function readResults(file) {
  const results = new Map();
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const result = JSON.parse(line);
    if (results.get(result.id)?.outcome !== "fail") results.set(result.id, result);
  }
  return results;
}

/** How many passed, failed and were skipped, and the time in them. */
export function countResults(results) {
  const counts = { tests: results.size, pass: 0, fail: 0, skip: 0, seconds: 0 };
  for (const { outcome, ms = 0 } of results.values()) {
    counts[outcome] += 1;
    counts.seconds += ms / 1000;
  }
  return { ...counts, seconds: Math.round(counts.seconds) };
}

function plainText(text) {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"), "");
}

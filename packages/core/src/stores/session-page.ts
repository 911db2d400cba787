import * as v from "valibot";
import { parseOptions } from "../parse-options.js";
import type { SessionPage } from "./store.js";

/** Sessions a page, unless told. */
const PAGE_SIZE = 100;

const listOptions = v.strictObject({
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), PAGE_SIZE),
  cursor: v.optional(v.string()),
});

/**
 * Checks the options of `listSessions` and fills in the defaults.
 *
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function parseListOptions(options: unknown = {}): v.InferOutput<typeof listOptions> {
  return parseOptions(listOptions, options, "listSessions");
}

/** The ids that come after the cursor. Ids of version 7 sort by time, so that these do too. */
export function newestFirst(sessionIds: Iterable<string>, cursor: string | undefined): string[] {
  const rest = [...sessionIds].filter((id) => cursor === undefined || id < cursor);
  return rest.sort().reverse();
}

/** @param sessionIds - newest first; more than `limit` where there is a next page */
export function toPage(sessionIds: string[], limit: number): SessionPage {
  const page = sessionIds.slice(0, limit);
  const last = page.at(-1);
  if (last === undefined || sessionIds.length <= limit) return { sessionIds: page };
  return { sessionIds: page, cursor: last };
}

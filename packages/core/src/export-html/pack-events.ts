import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import type { eventWithTime } from "@rrweb/types";
import { ConnectionFilter } from "./connection-filter.js";

/** Characters a piece: every piece takes a turn of zlib's thread, which small ones are not worth. */
const PIECE_LENGTH = 256 * 1024;

/**
 * Packs events for a page that is one file: base64 of the gzip of their JSON, 6 to 10 times smaller
 * than the JSON and without a character that means anything to HTML.
 */
export async function packEvents(events: readonly eventWithTime[]): Promise<string> {
  const gzip = Readable.from(jsonArray(events)).pipe(createGzip());
  return (await buffer(gzip)).toString("base64");
}

/** JSON in pieces: as one string, a long recording exceeds what V8 allows a string to have. */
function* jsonArray(events: readonly eventWithTime[]): Generator<string> {
  const filter = new ConnectionFilter();
  let piece = "[";
  for (const [index, event] of events.entries()) {
    piece += (index === 0 ? "" : ",") + filter.stringify(event);
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}]`;
}

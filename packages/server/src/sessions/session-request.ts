import { badQuery, metadataIn } from "../http/query.js";
import type { SessionRequest } from "./session-info.js";

const MIN_KEEP_ALIVE_MS = 10_000;
const MAX_KEEP_ALIVE_MS = 600_000;
const DEFAULT_KEEP_ALIVE_MS = 60_000;
/** Characters. */
const MAX_HINT_LENGTH = 200;
const MAX_METADATA_LENGTH = 4096;

/**
 * Reads the query of a request for a session. What it does not know is left to others: Cloudflare's
 * clients send more than there is here.
 *
 * @throws ApiError 400
 */
export function parseSessionRequest(query: URLSearchParams): SessionRequest {
  const hint = query.get("session") ?? undefined;
  if (hint !== undefined && (hint === "" || hint.length > MAX_HINT_LENGTH)) {
    throw badQuery("session", `a name of 1 to ${MAX_HINT_LENGTH} characters`);
  }
  return {
    recording: parseSwitch("recording", query.get("recording")),
    keepAliveMs: parseKeepAlive(query.get("keep_alive")),
    metadata: parseMetadata(query),
    ...(hint !== undefined && { hint }),
  };
}

function parseSwitch(name: string, value: string | null): boolean {
  if (value === null || value === "false" || value === "0") return false;
  if (value === "true" || value === "1" || value === "") return true;
  throw badQuery(name, "true or false");
}

function parseKeepAlive(value: string | null): number {
  if (value === null) return DEFAULT_KEEP_ALIVE_MS;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (ms >= MIN_KEEP_ALIVE_MS && ms <= MAX_KEEP_ALIVE_MS) return ms;
  throw badQuery(
    "keep_alive",
    `a whole number of ms from ${MIN_KEEP_ALIVE_MS} to ${MAX_KEEP_ALIVE_MS}`,
  );
}

function parseMetadata(query: URLSearchParams): Record<string, string> {
  const entries = metadataIn(query);
  if (JSON.stringify(entries).length > MAX_METADATA_LENGTH) {
    throw badQuery("metadata", `at most ${MAX_METADATA_LENGTH} characters in all`);
  }
  return Object.fromEntries(entries);
}

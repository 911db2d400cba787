import { RecordingError } from "./errors.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Checks a session id before it becomes a part of a path or a URL.
 *
 * @returns the id in lower case
 * @throws RecordingError `INVALID_SESSION_ID` for anything but a UUID
 */
export function parseSessionId(value: unknown): string {
  if (typeof value === "string" && UUID.test(value)) return value.toLowerCase();
  throw new RecordingError(
    "INVALID_SESSION_ID",
    `${describe(value)} is not a session id. A session id is a UUID such as ` +
      `"01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f", as browser.sessionId() returns it.`,
  );
}

function describe(value: unknown): string {
  if (typeof value !== "string") return `A value of type ${value === null ? "null" : typeof value}`;
  if (value === "") return "An empty string";
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

import { ApiError } from "../http/api-error.js";

/** What clients get is not the store's own, so that they do not come to rely on what that looks like. */
const PREFIX = "1:";

export function writeCursor(storeCursor: string): string {
  return Buffer.from(PREFIX + storeCursor).toString("base64url");
}

/** @throws ApiError 400 */
export function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString();
  if (text.startsWith(PREFIX) && writeCursor(text.slice(PREFIX.length)) === cursor) {
    return text.slice(PREFIX.length);
  }
  throw invalidCursor();
}

export function invalidCursor(): ApiError {
  return new ApiError(
    400,
    "bad-request",
    'Invalid query parameter "cursor": it is none that this list gave. Leave it out for the first page.',
  );
}

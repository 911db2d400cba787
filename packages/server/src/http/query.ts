import { ApiError } from "./api-error.js";

const METADATA = "metadata.";

/** What to throw for a parameter of a query. */
export function badQuery(name: string, expected: string): ApiError {
  return new ApiError(
    400,
    "bad-request",
    `Invalid query parameter "${name}": expected ${expected}.`,
  );
}

/** The parameters `metadata.<key>` of a query, by key. */
export function metadataIn<Value>(
  parameters: Iterable<[name: string, value: Value]>,
): [key: string, value: Value][] {
  return [...parameters]
    .filter(([name]) => name.startsWith(METADATA) && name.length > METADATA.length)
    .map(([name, value]) => [name.slice(METADATA.length), value]);
}

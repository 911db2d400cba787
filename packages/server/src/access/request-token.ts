import type { AccessRequest } from "./principal.js";

/** The query parameter for clients that cannot set headers. */
export const TOKEN_PARAMETER = "token";

/**
 * @returns the token that a request carries, in its header or else its query; undefined where there
 *   is none
 */
export function tokenOf({ headers, url }: AccessRequest): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(String(headers.authorization))?.[1];
  return bearer ?? searchOf(url).get(TOKEN_PARAMETER) ?? undefined;
}

/** @param url - path and query, which may be malformed */
function searchOf(url: string): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start));
}

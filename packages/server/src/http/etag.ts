import { createHash } from "node:crypto";

/** Characters of the hash: nobody looks for two contents that have the same. */
const LENGTH = 27;

/**
 * An entity tag for a content: with quotes.
 *
 * @param form - where the same content goes out in several forms, which one
 */
export function etagOf(content: string | Uint8Array, form = ""): string {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, LENGTH);
  return `"${hash}${form}"`;
}

/**
 * Whether a client has the content already.
 *
 * @param ifNoneMatch - the header
 * @param etag - weak or not
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(",").map((tag) => tag.trim());
  return tags.includes("*") || tags.some((tag) => opaque(tag) === opaque(etag));
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, "");
}

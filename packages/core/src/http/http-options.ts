import * as v from "valibot";

/** An address that can be shown in messages: without user, password, query and fragment. */
export const plainUrl = v.custom<string>(
  isPlainUrl,
  "expected an http or https address without user, password, query and fragment",
);

/** What a header cannot hold would be in the message of fetch's own error. */
export const apiToken = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]+$/, "expected a token of printable ASCII characters"),
);

/** The address without the slashes at its end. */
export function withoutEndSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function isPlainUrl(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value) || /[?#]/.test(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "";
}

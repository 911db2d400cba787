import type { Principal } from "../access/principal.js";

/** The name of the token that asks. */
export function ownerOf({ principal }: { principal?: Principal }): string {
  // The access hook has set it, or has refused the request.
  if (!principal) throw new Error("A route of sessions has no scope.");
  return principal.name;
}

/** The query as it came: a parser's object would not tell parameters that come twice. */
export function queryOf({ url }: { url: string }): URLSearchParams {
  return new URLSearchParams(url.split("?").slice(1).join("?"));
}

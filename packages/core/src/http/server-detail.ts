/** What a server says of itself can be long; a sentence should not be. */
const MAX_DETAIL_CHARACTERS = 200;

/**
 * The first message in an envelope `{errors: [{message}]}`, for a sentence; "" where there is none.
 *
 * @param body - parsed JSON, of any shape
 * @param secrets - texts that a server may repeat and that must not be shown
 */
export function serverDetail(body: unknown, secrets: readonly string[]): string {
  const first = (body as { errors?: { message?: unknown }[] } | null)?.errors?.[0]?.message;
  if (typeof first !== "string") return "";
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, "(token)"), first)
    .replace(/\?[^\s"']+/g, "?…")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .slice(0, MAX_DETAIL_CHARACTERS);
}

/** @returns undefined for what is no JSON, such as an error page of some proxy */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The status says what there is to say.
    return undefined;
  }
}

const DOUBLE_QUOTED = String.raw`"(?:[^"\\\n]|\\.)*`;
const SINGLE_QUOTED = String.raw`'(?:[^'\\\n]|\\.)*`;
const STRING = `${DOUBLE_QUOTED}"|${SINGLE_QUOTED}'`;
/** A blank ends an escape that is a code. */
const BARE = String.raw`(?:[^()"'\\\s]|\\.|(?<=\\[\da-f]{1,6})\s)+`;

/**
 * What a URL may stand in, and what may look like one: a comment; the string of an `@import`; `url()`
 * with a string or without; any other string, that without an end too. None of them can begin again
 * within what it refused, so that the time is linear in a hostile sheet as well.
 */
const TOKENS = new RegExp(
  [
    String.raw`/\*.*?(?:\*/|$)`,
    String.raw`(@import\s+)(${STRING})`,
    String.raw`\burl\(\s*(${STRING}|${BARE})\s*\)`,
    `${DOUBLE_QUOTED}"?`,
    `${SINGLE_QUOTED}'?`,
  ].join("|"),
  "gis",
);

/** A character written as its code, or any character after a backslash. */
const ESCAPE = /\\(?:([\da-f]{1,6})\s?|(.))/gis;

/**
 * Makes the addresses in a style sheet's text absolute, as its rules move into another document.
 *
 * @param base - the sheet's own address
 */
export function absoluteCss(css: string, base: string): string {
  return css.replace(TOKENS, (token, atImport?: string, imported?: string, url?: string) => {
    if (imported !== undefined) return `${atImport}"${absolute(imported, base)}"`;
    return url === undefined ? token : `url("${absolute(url, base)}")`;
  });
}

/** The text between quotes of a URL in CSS, absolute where it is relative. */
function absolute(written: string, base: string): string {
  const url = decode(written.replace(/^["']|["']$/g, "")).trim();
  return escapeQuotes(isRelative(url) ? resolve(url, base) : url);
}

function decode(text: string): string {
  return text.replace(ESCAPE, (_escape, code?: string, character?: string) => {
    // A backslash goes on over the end of a line.
    if (code === undefined) return character === "\n" ? "" : (character ?? "");
    const point = Number.parseInt(code, 16);
    return point > 0x10ffff || point === 0 ? "\ufffd" : String.fromCodePoint(point);
  });
}

/** Not an address of its own (http:, data:), nor a part of the document itself (#filter). */
function isRelative(url: string): boolean {
  return url !== "" && !url.startsWith("#") && !/^[a-z][a-z\d+.-]*:/i.test(url);
}

function resolve(url: string, base: string): string {
  try {
    return new URL(url, base).href;
  } catch {
    // Stays as it is: it led nowhere in the page, either.
    return url;
  }
}

function escapeQuotes(url: string): string {
  return url.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\a ");
}

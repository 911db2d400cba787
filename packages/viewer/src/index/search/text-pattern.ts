/** Finds a text, in upper or lower case, with white space of any kind between its words. */
export class TextPattern {
  /** In a text as it is. */
  readonly #plain: RegExp;
  /** In the JSON of a text. */
  readonly #json: RegExp;

  constructor(text: string) {
    const words = text.trim().split(/\s+/);
    this.#plain = new RegExp(words.map(escapePattern).join("\\s+"), "iu");
    const jsonWords = words.map((word) => escapePattern(JSON.stringify(word).slice(1, -1)));
    // A line break is written as two characters there.
    this.#json = new RegExp(jsonWords.join("(?:\\s|\\\\[bfnrt])+"), "iu");
  }

  /** Whether the text may be in a line of JSON: else it is not. */
  mayBeIn(line: string): boolean {
    // Any character can be written by its number, and a slash with a backslash.
    return this.#json.test(line) || line.includes("\\u") || line.includes("\\/");
  }

  find(text: string): { start: number; end: number } | undefined {
    const found = this.#plain.exec(text);
    return found ? { start: found.index, end: found.index + found[0].length } : undefined;
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

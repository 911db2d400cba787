/** Characters that are looked up at once; an anchor has as many at least. */
const WINDOW_LENGTH = 4;
const TABLE_BITS = 18;

/**
 * Says fast whether one of many words is in a text, how many they may be: about a nanosecond a
 * character, where a regular expression tries a thousand alternatives at each.
 */
export class AnchorIndex {
  private readonly table = new Uint8Array(1 << TABLE_BITS);
  /** By their first characters. */
  private readonly words = new Map<number, string[]>();

  /** @returns false for a word that is too short */
  add(word: string): boolean {
    if (word.length < WINDOW_LENGTH) return false;
    const window = this.windowOf(word);
    this.table[slotOf(window)] = 1;
    this.words.set(window, [...(this.words.get(window) ?? []), word]);
    return true;
  }

  isIn(text: string): boolean {
    if (this.words.size === 0) return false;
    let window = 0;
    for (let i = 0; i < text.length; i++) {
      window = (window << 8) | (text.charCodeAt(i) & 0xff);
      if (this.table[slotOf(window)] === 1 && this.isAt(text, i, window)) return true;
    }
    return false;
  }

  private isAt(text: string, end: number, window: number): boolean {
    const start = end - WINDOW_LENGTH + 1;
    const words = this.words.get(window) ?? [];
    return words.some((word) => text.startsWith(word, start));
  }

  private windowOf(word: string): number {
    let window = 0;
    for (let i = 0; i < WINDOW_LENGTH; i++) window = (window << 8) | (word.charCodeAt(i) & 0xff);
    return window;
  }
}

/** The multiplier is 2^32 divided by the golden ratio, which spreads what is alike. */
function slotOf(window: number): number {
  return Math.imul(window, 0x9e3779b1) >>> (32 - TABLE_BITS);
}

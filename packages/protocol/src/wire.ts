/**
 * Characters in one call of the binding. Calls of about 30 kB have the best throughput; larger ones
 * block the page longer (docs/reference/performance.md).
 */
export const MAX_CALL_LENGTH = 32_768;

/**
 * What an assembler holds of one batch before it gives it up, in characters. Room for the snapshot of
 * a page of a million nodes. A recorder makes all calls of a batch in one go, so that of a process's
 * assemblers only one holds anything.
 */
const MAX_BATCH_LENGTH = 128 * 1024 * 1024;

/** The first character of the last call of a batch, and of those before it. */
export const LAST_CALL = "=";
export const MORE_CALLS = "+";

/** Puts the payloads of one document's calls together again, in the order in which they came. */
export class BatchAssembler {
  private parts: string[] = [];
  private length = 0;
  private isTooLong = false;

  /**
   * @param onTooLong - called once for a batch that is given up, with a sentence that says so
   * @param maxLength - of a batch, in characters
   */
  constructor(
    private readonly onTooLong: (detail: string) => void = () => undefined,
    private readonly maxLength = MAX_BATCH_LENGTH,
  ) {}

  /** @returns the text of a batch when this payload completes one */
  add(payload: string): string | undefined {
    const text = payload.slice(1);
    const isLast = payload[0] === LAST_CALL;
    this.take(text);
    if (!isLast) return undefined;
    const whole = this.isTooLong ? undefined : this.parts.join("");
    this.reset();
    return whole;
  }

  private take(text: string): void {
    this.length += text.length;
    if (this.length <= this.maxLength) {
      this.parts.push(text);
    } else if (!this.isTooLong) {
      this.isTooLong = true;
      this.parts = [];
      this.onTooLong(`a batch had more than ${this.maxLength} characters`);
    }
  }

  private reset(): void {
    this.parts = [];
    this.length = 0;
    this.isTooLong = false;
  }
}

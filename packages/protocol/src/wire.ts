/**
 * Characters in one call of the binding. Calls of about 30 kB have the best throughput; larger ones
 * block the page longer (docs/reference/performance.md).
 */
export const MAX_CALL_LENGTH = 32_768;

/** What an assembler holds of one batch before it gives it up, in characters. */
const MAX_BATCH_LENGTH = 256 * 1024 * 1024;

const WHOLE = "=";
const MORE = "+";

/** Cuts the text of a batch into the payloads of the calls that carry it. */
export function splitIntoCalls(text: string): string[] {
  const calls: string[] = [];
  let start = 0;
  while (text.length - start > MAX_CALL_LENGTH) {
    let end = start + MAX_CALL_LENGTH;
    // Half a surrogate pair would not survive the way through the protocol.
    if (isHighSurrogate(text.charCodeAt(end - 1))) end--;
    calls.push(MORE + text.slice(start, end));
    start = end;
  }
  calls.push(WHOLE + text.slice(start));
  return calls;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Puts the payloads of one document's calls together again, in the order in which they came. */
export class BatchAssembler {
  private parts: string[] = [];
  private length = 0;

  /** @returns the text of a batch when this payload completes one */
  add(payload: string): string | undefined {
    const text = payload.slice(1);
    if (payload[0] === WHOLE) {
      const whole = this.parts.length === 0 ? text : this.parts.join("") + text;
      this.reset();
      return whole;
    }
    this.length += text.length;
    if (this.length > MAX_BATCH_LENGTH) this.reset();
    else this.parts.push(text);
    return undefined;
  }

  private reset(): void {
    this.parts = [];
    this.length = 0;
  }
}

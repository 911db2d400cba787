/**
 * What can be seen of the line of an event without parsing it, where it is written as rrweb does:
 * `{"type":3,"data":{"source":2,…},"timestamp":…}`.
 */

const BEGINNING = `{"type":`;
const DIGIT_AT = BEGINNING.length;
const DATA_AT = DIGIT_AT + 1;
const DATA = `,"data":`;
const SOURCE = `,"data":{"source":`;
const TIMESTAMP = `,"timestamp":`;
const ZERO = 48;

/** rrweb's `EventType`; undefined where the line has to be parsed to know it. */
export function typeOfLine(line: string): number | undefined {
  if (!line.startsWith(BEGINNING) || !line.startsWith(DATA, DATA_AT)) return undefined;
  const digit = line.charCodeAt(DIGIT_AT) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : undefined;
}

/** rrweb's `IncrementalSource` of the line of an incremental event; undefined as above. */
export function sourceOfLine(line: string): number | undefined {
  if (!line.startsWith(SOURCE, DATA_AT)) return undefined;
  const source = Number.parseInt(
    line.slice(DATA_AT + SOURCE.length, DATA_AT + SOURCE.length + 2),
    10,
  );
  return Number.isNaN(source) ? undefined : source;
}

/** ms since the epoch; undefined as above. */
export function timestampOfLine(line: string): number | undefined {
  const at = line.lastIndexOf(TIMESTAMP);
  if (at === -1) return undefined;
  const timestamp = Number.parseFloat(
    line.slice(at + TIMESTAMP.length, at + TIMESTAMP.length + 24),
  );
  return Number.isFinite(timestamp) ? timestamp : undefined;
}

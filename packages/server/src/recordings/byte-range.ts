/** Bytes `start` to `end`, which is not included. */
export interface ByteRange {
  start: number;
  end: number;
}

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * Reads the header `Range`.
 *
 * @param size - bytes that there are
 * @returns undefined where all of them are to be sent, as for several ranges; "unsatisfiable" where
 *   none of the bytes is asked for
 * @see RFC 9110, section 14
 */
export function parseByteRange(
  header: string | undefined,
  size: number,
): ByteRange | "unsatisfiable" | undefined {
  const [, first, last] = RANGE.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || first + last === "") return undefined;
  if (first === "") return nonEmpty(Math.max(0, size - Number(last)), size);
  if (last !== "" && Number(last) < Number(first)) return undefined;
  return nonEmpty(Number(first), last === "" ? size : Math.min(size, Number(last) + 1));
}

function nonEmpty(start: number, end: number): ByteRange | "unsatisfiable" {
  return start < end ? { start, end } : "unsatisfiable";
}

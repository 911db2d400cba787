/**
 * Reads the header `Retry-After`, which is a number of seconds or a date.
 *
 * @returns ms to wait, or undefined where the header is missing or says nothing
 */
export function parseRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

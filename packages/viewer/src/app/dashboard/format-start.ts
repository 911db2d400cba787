/** A date and a time of day, short, as the reader's language has it; undefined for a time that is none. */
export function formatStart(startedAt: number): string | undefined {
  const date = new Date(startedAt);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

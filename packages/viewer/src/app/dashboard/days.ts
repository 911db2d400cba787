/** A day as a date field has it, `2026-05-28`, in the reader's zone; "" for none. */
export function dayOf(time: number | undefined): string {
  const date = new Date(time ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return "";
  const part = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** When a day begins, in ms since the epoch; undefined for none. */
export function dayStart(day: string): number | undefined {
  return timeOf(`${day}T00:00`);
}

export function dayEnd(day: string): number | undefined {
  return timeOf(`${day}T23:59:59.999`);
}

/** @param local - without a zone, which is the reader's then */
function timeOf(local: string): number | undefined {
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : time;
}

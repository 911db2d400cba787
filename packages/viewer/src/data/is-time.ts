/** ms since the epoch that a date can have, on either side. */
const MAX_TIME = 8.64e15;

/** Whether a number can be a time: a recording may have any. */
export function isTime(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) <= MAX_TIME;
}

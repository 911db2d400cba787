import { parseArgs } from "node:util";

const DEFAULT_MINUTES = 5;

/**
 * @returns how long to live, in minutes
 * @throws Error that says what is wrong with the command
 */
export function parseMinutes(args: string[]): number {
  const { values } = parseArgs({ args, options: { minutes: { type: "string" } } });
  if (values.minutes === undefined) return DEFAULT_MINUTES;
  const minutes = Number(values.minutes);
  if (minutes > 0 && Number.isFinite(minutes)) return minutes;
  throw new Error(`--minutes is "${values.minutes}"; it has to be a number above 0, such as 5.`);
}

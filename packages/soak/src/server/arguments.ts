import { parseArgs } from "node:util";

/** How a soak of the server goes. */
export interface ServerSoakOptions {
  /** About how long, in minutes: sessions live longer where there are few of them. */
  minutes: number;
  sessions: number;
  /** Clients at a time, and browsers. */
  concurrency: number;
  /** Of what is random: the same one gives the same fates. */
  seed: number;
}

const NUMBERS = { minutes: 10, sessions: 200, concurrency: 8 };
const MAX_SEED = 2 ** 31;

/** @throws Error that says what is wrong with the command */
export function parseServerArguments(args: string[]): ServerSoakOptions {
  const text = { type: "string" } as const;
  const options = { minutes: text, sessions: text, concurrency: text, seed: text };
  const { values } = parseArgs({ args, options });
  const number = (name: keyof ServerSoakOptions, isWhole: boolean, ifNone: number) => {
    const value = values[name] === undefined ? ifNone : Number(values[name]);
    if (value > 0 && Number.isFinite(value) && (!isWhole || Number.isInteger(value))) return value;
    const expected = isWhole ? "a whole number above 0" : "a number above 0";
    throw new Error(`--${name} is "${values[name]}"; it has to be ${expected}.`);
  };
  return {
    minutes: number("minutes", false, NUMBERS.minutes),
    sessions: number("sessions", true, NUMBERS.sessions),
    concurrency: number("concurrency", true, NUMBERS.concurrency),
    seed: number("seed", true, 1 + Math.floor(Math.random() * MAX_SEED)),
  };
}

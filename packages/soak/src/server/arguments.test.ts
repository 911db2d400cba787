import { expect, test } from "vitest";
import { parseServerArguments } from "./arguments.ts";

test("200 sessions, 8 at a time, for 10 minutes, unless told", () => {
  const { seed, ...others } = parseServerArguments([]);
  expect(others).toEqual({ minutes: 10, sessions: 200, concurrency: 8 });
  expect(seed).toBeGreaterThan(0);
  const told = ["--minutes", "0.5", "--sessions", "9", "--concurrency", "2", "--seed", "7"];
  expect(parseServerArguments(told)).toEqual({
    minutes: 0.5,
    sessions: 9,
    concurrency: 2,
    seed: 7,
  });
});

test.each(["minutes=0", "sessions=1.5", "concurrency=", "seed=x", "minutes=Infinity"])(
  "--%s is refused",
  (argument) => {
    const [name] = argument.split("=");
    expect(() => parseServerArguments([`--${argument}`])).toThrow(`--${name}`);
  },
);

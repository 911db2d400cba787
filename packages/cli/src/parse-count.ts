import { InvalidArgumentError } from "commander";

/** Reads a number of things, 1 or more, as commander's parser of an option's value. */
export function parseCount(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It has to be a whole number from 1 on.");
}

import { expect, test } from "vitest";
import { formatMessage } from "./format-message.js";

test.each([
  [["It is %s late", "very"], "It is very late"],
  [["%d of %i, %f", "3.7", "4", "0.5"], "3 of 4, 0.5"],
  [["%d", "many"], "NaN"],
  [["%o and %O", "{a: 1}", "[2]"], "{a: 1} and [2]"],
  [["%c[Vite]%c connected", "color: red", ""], "[Vite] connected"],
  [["100%% of %s", "it"], "100% of it"],
  [["failed:", "%s", "why"], "failed: %s why"],
  [["one %s", "a", "b", "c"], "one a b c"],
  [["%s and %s", "a"], "a and %s"],
  [["50%", "off"], "50% off"],
  [["%s", "$& %s"], "$& %s"],
  [[""], ""],
  [[], ""],
])("%j is %j", (args, message) => {
  expect(formatMessage(args)).toBe(message);
});

import { expect, test } from "vitest";
import { basePrefixOf } from "./base-prefix.js";

test.each([
  ["/", "./"],
  ["/sessions/01980f3e", "../"],
  ["/sessions/01980f3e/", "../../"],
])("from %s it is %s", (path, prefix) => {
  expect(basePrefixOf(path)).toBe(prefix);
});

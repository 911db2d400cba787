import { expect, test } from "vitest";
import { basePathOf } from "./server-address.js";

test.each([
  ["/", ""],
  ["/sessions/01980f3e", ""],
  ["/sessions/01980f3e/", ""],
  ["/tools/reel/", "/tools/reel"],
  ["/tools/reel/sessions/01980f3e", "/tools/reel"],
])("of %s it is %j", (pathname, base) => {
  expect(basePathOf(pathname)).toBe(base);
});

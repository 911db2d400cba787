import { expect, test } from "vitest";
import { whyEmpty } from "./why-empty.js";

test("a recording with nothing in it says why", () => {
  expect(whyEmpty({ targets: [], segments: [] }, false)).toMatch(/no tabs/);
  expect(whyEmpty({ targets: [], segments: [] }, true)).toMatch(/yet/);
});

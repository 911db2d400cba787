import { expect, test } from "vitest";
import { chromiumArguments } from "./chromium-arguments.js";

test("a browser has its sandbox, unless it is told otherwise", () => {
  const own = chromiumArguments("/profile", true, []);
  expect(own.filter((argument) => /sandbox|disable-web-security/.test(argument))).toEqual([]);
  expect(chromiumArguments("/profile", true, ["--no-sandbox"])).toContain("--no-sandbox");
});

test("a browser is reached by its pipe only", () => {
  const own = chromiumArguments("/profile", true, []);
  expect(own.filter((argument) => argument.startsWith("--remote-debugging"))).toEqual([
    "--remote-debugging-pipe",
  ]);
});

test("sandboxed frames stay in their page's process, as in the browsers that clients start", () => {
  const all = chromiumArguments("/profile", true, ["--disable-features=Mine,Yours"]);
  const disabled = all.filter((argument) => argument.startsWith("--disable-features="));
  expect(disabled).toEqual([expect.stringMatching(/IsolateSandboxedIframes.*,Mine,Yours$/)]);
});

import { expect, test } from "vitest";
import { formatSessions } from "./session-table.js";

const sessionId = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";
const lastUrl = `https://shop.test/${"path/".repeat(20)}`;

test("cuts lines to the width of a terminal, and no line where there is none", () => {
  const session = { sessionId, state: "final", targets: 2, lastUrl } as const;
  const cut = formatSessions([session], 80);
  expect(cut.every((line) => line.length <= 80)).toBe(true);
  expect(cut[1]).toMatch(/https:.*…$/);
  expect(formatSessions([session], undefined)[1]).toContain(lastUrl);
});

test("a control character of an address is not written", () => {
  const [, line] = formatSessions([{ sessionId, state: "final", lastUrl: "a\u001b[2Jb\nc" }], 200);
  expect(line).toContain("a\ufffd[2Jb\ufffdc");
});

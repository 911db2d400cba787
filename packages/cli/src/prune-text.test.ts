import { expect, test } from "vitest";
import { describePruned, summarizePruning } from "./prune-text.js";

const sessionId = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1.0 kB"],
  [9960, "10 kB"],
  [999_600, "1.0 MB"],
  [12_345_678, "12 MB"],
  [4e15, "4000 TB"],
])("%d bytes read as %j", (bytes, text) => {
  const session = { sessionId, outcome: "deleted", bytes } as const;
  expect(describePruned(session)).toBe(`deleted ${sessionId}  ${text}`);
  expect(describePruned(session, true)).toBe(`would delete ${sessionId}  ${text}`);
});

test.each([
  [[], false, 'Deleted 0 sessions (0 bytes) of the file store at "a"; 3 kept.'],
  [[sessionId], false, 'Deleted 1 session (0 bytes) of the file store at "a"; 3 kept.'],
  [[sessionId, "b"], true, 'Would delete 2 sessions (0 bytes) of the file store at "a"; 3 kept.'],
])("sums up %j, dry run %j", (deleted, dryRun, text) => {
  const result = { deleted, kept: 3, failed: [], bytes: 0 };
  expect(summarizePruning(result, 'file store at "a"', dryRun)).toBe(text);
});

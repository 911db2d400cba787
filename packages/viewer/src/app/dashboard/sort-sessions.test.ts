import { expect, test } from "vitest";
import type { SessionSummary } from "../server/session-summary.js";
import { type Order, sortSessions } from "./sort-sessions.js";

const target = { targetId: "T" };
const sessions: SessionSummary[] = [
  { sessionId: "new", state: "final", startedAt: 3, duration: 5, bytes: 7, targets: [target] },
  { sessionId: "broken", state: "unreadable" },
  {
    sessionId: "old",
    state: "final",
    startedAt: 1,
    duration: 9,
    bytes: 2,
    targets: [target, target],
  },
];

test.each<[Order, string[]]>([
  ["newest", ["new", "broken", "old"]],
  ["oldest", ["broken", "old", "new"]],
  ["longest", ["old", "new", "broken"]],
  ["largest", ["new", "old", "broken"]],
  ["tabs", ["old", "new", "broken"]],
])("%s", (order, ids) => {
  expect(sortSessions(sessions, order).map(({ sessionId }) => sessionId)).toEqual(ids);
});

import { expect, test } from "vitest";
import type { SessionSummary } from "../server/session-summary.js";
import { appendPage, refreshFirstPage } from "./merge-sessions.js";

function sessions(...ids: string[]): SessionSummary[] {
  return ids.map((sessionId) => ({ sessionId, state: "final" }));
}

test("a page that follows is added, without those that are there", () => {
  expect(appendPage(sessions("9", "8"), sessions("8", "7"))).toEqual(sessions("9", "8", "7"));
});

test("a refreshed first page brings new ones, changes known ones and drops those deleted", () => {
  const page = [...sessions("9"), { sessionId: "8", state: "recording" }, ...sessions("6")];
  const refreshed = refreshFirstPage(sessions("8", "7", "6", "5"), { sessions: page, cursor: "c" });
  expect(refreshed).toEqual([...page, ...sessions("5")]);
});

test("a first page that is the only one is all there is", () => {
  const page = { sessions: sessions("9"), cursor: undefined };
  expect(refreshFirstPage(sessions("8", "7"), page)).toEqual(sessions("9"));
});

test("an empty first page with more behind it changes nothing", () => {
  const known = sessions("8", "7");
  expect(refreshFirstPage(known, { sessions: [], cursor: "c" })).toEqual(known);
});

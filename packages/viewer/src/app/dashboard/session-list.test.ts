import { expect, test, vi } from "vitest";
import { ViewerError } from "../../data/viewer-error.js";
import type { SessionPage, SessionSummary } from "../server/session-summary.js";
import { SessionList } from "./session-list.js";

function session(sessionId: string, given: Partial<SessionSummary> = {}): SessionSummary {
  return { sessionId, state: "final", ...given };
}

function page(ids: string[], cursor?: string): SessionPage {
  return { sessions: ids.map((id) => session(id)), cursor };
}

/** @param answers - to the requests for lists, one after the other */
function listOf(...answers: (SessionPage | Error)[]) {
  const listSessions = vi.fn(async () => {
    const answer = answers.shift();
    if (!answer) throw new Error("There was one request more than answers.");
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const deleteSession = vi.fn(async () => undefined);
  return { list: new SessionList({ listSessions, deleteSession }), listSessions, deleteSession };
}

function idsOf({ sessions }: SessionList): string[] {
  return sessions.value.map(({ sessionId }) => sessionId);
}

test("pages follow each other by the cursor, up to the last one", async () => {
  const { list, listSessions } = listOf(page(["9", "8"], "c1"), page(["7"]));
  await list.setQuery({ q: "shop" });
  expect(list.isComplete.value).toBe(false);
  await list.loadMore();
  await list.loadMore();
  expect(idsOf(list)).toEqual(["9", "8", "7"]);
  expect(list.isComplete.value).toBe(true);
  expect(listSessions.mock.calls).toMatchObject([
    [{ q: "shop" }, { cursor: undefined }],
    [{ q: "shop" }, { cursor: "c1" }],
  ]);
});

test("pages without sessions are gone through, and not for ever", async () => {
  const empty = Array.from({ length: 10 }, (_, i) => page([], `c${i}`));
  const { list } = listOf(page([], "c"), page(["9"], "c0"), ...empty, page(["1"]));
  await list.setQuery({});
  expect(idsOf(list)).toEqual(["9"]);
  await list.loadMore();
  expect(list.isPaused.value).toBe(true);
  await list.loadMore();
  expect(idsOf(list)).toEqual(["9", "1"]);
});

test("another query takes the place of the list when its first page is there", async () => {
  const { list } = listOf(page(["9", "8"]), page(["8"]));
  await list.setQuery({});
  const changing = list.setQuery({ q: "8" });
  expect(idsOf(list)).toEqual(["9", "8"]);
  await changing;
  expect(idsOf(list)).toEqual(["8"]);
});

test("an answer to the query before is not taken", async () => {
  const late = Promise.withResolvers<SessionPage>();
  const answers = [late.promise, Promise.resolve(page(["8"]))];
  const list = new SessionList({
    listSessions: async () => answers.shift() as Promise<SessionPage>,
    deleteSession: async () => undefined,
  });
  const first = list.setQuery({});
  await list.setQuery({ q: "8" });
  late.resolve(page(["9"]));
  await first;
  expect(idsOf(list)).toEqual(["8"]);
});

test("what failed is told, and tried again", async () => {
  const { list } = listOf(page(["9"], "c"), new ViewerError("Away.", true), page(["8"]));
  await list.setQuery({});
  await list.loadMore();
  expect(list.problem.value?.message).toBe("Away.");
  expect(idsOf(list)).toEqual(["9"]);
  await list.loadMore();
  expect(list.problem.value).toBeUndefined();
  expect(idsOf(list)).toEqual(["9", "8"]);
});

test("a refresh asks for those below the first page that were recorded still", async () => {
  const running = session("5", { state: "recording", startedAt: 50 });
  const first = { sessions: [session("9"), running], cursor: "c" };
  const { list, listSessions } = listOf(first, page(["9", "8"], "c"), page(["5"]));
  await list.setQuery({});
  await list.refresh();
  expect(list.sessions.value).toEqual([session("9"), session("8"), session("5")]);
  expect(listSessions.mock.calls.at(-1)).toMatchObject([{ since: 50, until: 50 }, {}]);
});

test("a refresh with nothing but new ones goes on from them: none between is left out", async () => {
  const { list, listSessions } = listOf(page(["3", "2"]), page(["9", "8"], "c8"), page(["7"]));
  await list.setQuery({});
  await list.refresh();
  expect(idsOf(list)).toEqual(["9", "8"]);
  expect(list.isComplete.value).toBe(false);
  await list.loadMore();
  expect(idsOf(list)).toEqual(["9", "8", "7"]);
  expect(listSessions.mock.calls.at(-1)).toMatchObject([{}, { cursor: "c8" }]);
});

test("one that is deleted leaves the list", async () => {
  const { list, deleteSession } = listOf(page(["9", "8"]));
  await list.setQuery({});
  await list.delete("9");
  expect(deleteSession).toHaveBeenCalledWith("9");
  expect(idsOf(list)).toEqual(["8"]);
});

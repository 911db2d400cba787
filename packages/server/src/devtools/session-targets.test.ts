import { expect, test } from "vitest";
import { ApiError } from "../http/api-error.js";
import type { Browser } from "../sessions/browser.js";
import type { Session } from "../sessions/session.js";
import { sessionWithTarget, targetsOfAll } from "./session-targets.js";

function session(id: string, call: () => Promise<object>): Session {
  return { id, runningBrowser: { multiplexer: { call } } as unknown as Browser } as Session;
}

const ENDING = {
  id: "ending",
  get runningBrowser(): Browser {
    throw new ApiError(410, "session-ended", "It has ended.");
  },
} as Session;

const GONE = session("gone", () => Promise.reject(new Error("The browser is gone.")));

const RUNNING = session("running", async () => ({
  targetInfos: [{ targetId: "page", type: "page", title: "", url: "about:blank" }],
}));

const SILENT = session("silent", () => new Promise(() => undefined));

const sessions = (...all: Session[]) => ({ running: () => all });

test("a page is found, whatever the other sessions do", async () => {
  const all = sessions(ENDING, GONE, SILENT, RUNNING);
  expect(await sessionWithTarget(all, "local", "page")).toBe(RUNNING);
});

test("a page that no session has is not found", async () => {
  const found = sessionWithTarget(sessions(ENDING, GONE, RUNNING), "local", "other");
  await expect(found).rejects.toMatchObject({ status: 404 });
  await expect(sessionWithTarget(sessions(), "local", "page")).rejects.toMatchObject({
    status: 404,
  });
});

test("the pages of sessions that run are listed, where others end meanwhile", async () => {
  const addressOf = (sessionId: string, targetId: string) => `${sessionId}/${targetId}`;
  const listed = await targetsOfAll(sessions(ENDING, GONE, RUNNING), "local", addressOf);
  expect(listed).toMatchObject([{ id: "page", webSocketDebuggerUrl: "running/page" }]);
});

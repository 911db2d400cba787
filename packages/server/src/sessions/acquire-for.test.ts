import { expect, test } from "vitest";
import { acquireFor } from "./acquire-for.js";
import type { SessionRequest } from "./session-info.js";
import type { SessionsView } from "./sessions-view.js";

const WANTED: SessionRequest = { recording: false, keepAliveMs: 60_000, metadata: {} };

/** Asks for a session, and leaves or not while it waits. @returns the sessions that were ended */
async function ended(wanted: SessionRequest, leaves: boolean): Promise<string[]> {
  const socket = { destroyed: false };
  const all: string[] = [];
  const sessions = {
    acquire: async () => {
      socket.destroyed = leaves;
      return { sessionId: "its id" };
    },
    end: async (sessionId: string) => void all.push(sessionId),
  } as unknown as SessionsView;
  const principal = { name: "ci", scopes: new Set() as ReadonlySet<never> };
  const acquired = acquireFor({ principal, raw: { socket } }, sessions, wanted);
  await acquired.catch((error) => expect(error).toMatchObject({ status: 410 }));
  return all;
}

test("a session ends whose client has left while it waited", async () => {
  expect(await ended(WANTED, true)).toEqual(["its id"]);
});

test("a session goes on whose client is there, or can ask for it by its name", async () => {
  expect(await ended(WANTED, false)).toEqual([]);
  expect(await ended({ ...WANTED, hint: "agent" }, true)).toEqual([]);
});

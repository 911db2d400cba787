import { expect, test } from "vitest";
import type { Look } from "../look.ts";
import { judgeLooks } from "./judge-looks.ts";

const SESSIONS = 100;

function look(changed: Partial<Look> = {}): Look {
  return {
    remains: { activeSessions: 0, listedSessions: 0, processes: [], files: [] },
    openFiles: { sockets: 5, pipes: 9, files: 10 },
    memory: memory({}),
    health: { "/healthz": 200, "/readyz": 200 },
    ...changed,
  };
}

function memory(classes: Record<string, number>, bytes = 40e6, rssBytes = 200e6): Look["memory"] {
  return { rssBytes, heap: { bytes, classes: new Map(Object.entries(classes)) } };
}

function judge(late: Look): string[] {
  return judgeLooks({ first: look(), early: look(), late, sessions: SESSIONS });
}

test("a server that holds what it held at first is right", () => {
  const remembered = memory({ Object: SESSIONS, Socket: 3 }, 40.2e6, 230e6);
  expect(judge(look({ memory: remembered }))).toEqual([]);
});

test("what is left of sessions is named", () => {
  const remains = {
    activeSessions: 1,
    listedSessions: 2,
    processes: ["chromium (7)"],
    files: ["x"],
  };
  expect(judge(look({ remains }))).toEqual([
    "/metrics counts 1 sessions that go on.",
    "2 sessions are listed that go on.",
    "The process chromium (7) was left.",
    "x was left among the temporary files.",
  ]);
});

test("a gauge that cannot be read is no zero", () => {
  const remains = { ...look().remains, activeSessions: Number.NaN };
  expect(judge(look({ remains }))).toHaveLength(1);
});

test("sockets that stay open are counted", () => {
  const openFiles = { sockets: 8, pipes: 9, files: 10 };
  expect(judge(look({ openFiles }))).toEqual(["8 sockets are open; there were 5 at first."]);
});

test("a class of which every second session leaves one is named", () => {
  expect(judge(look({ memory: memory({ Lane: SESSIONS / 2 }) }))).toEqual([
    'The heap grows by 0.5 of "Lane" a session; 0.45 are allowed.',
  ]);
});

test("bytes that grow with the sessions are told of", () => {
  expect(judge(look({ memory: memory({}, 46e6) }))[0]).toContain('60000 of "bytes" a session');
  expect(judge(look({ memory: memory({}, 40e6, 300e6) }))).toEqual([
    "The process grew from 200 to 300 MB in 100 sessions.",
  ]);
});

test("a server that is ill says so", () => {
  const health = { "/healthz": 200, "/readyz": 503 };
  expect(judge(look({ health }))).toEqual(["/readyz answers 503."]);
});

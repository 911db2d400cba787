import Fastify from "fastify";
import { beforeEach, expect, test } from "vitest";
import { ApiError } from "../http/api-error.js";
import { registerErrorHandler } from "../http/error-handler.js";
import type { SessionInfo, SessionRequest } from "../sessions/session-info.js";
import type { SessionsView } from "../sessions/sessions-view.js";
import { bindingRoutes } from "./binding-routes.js";

const OWNER = "a-token";
const ID = "0190a0b0-0000-7000-8000-000000000001";

const running: SessionInfo = {
  sessionId: ID,
  owner: OWNER,
  startTime: 2000,
  isRecording: true,
  keepAliveMs: 60_000,
};
const connected: SessionInfo = {
  ...running,
  sessionId: ID.replace(/1$/, "2"),
  startTime: 4000,
  connectionId: "a-connection",
  connectionStartTime: 4500,
};
const ended: SessionInfo = {
  ...running,
  sessionId: ID.replace(/1$/, "3"),
  startTime: 3000,
  endTime: 3500,
  closeReason: "idle",
};

let acquired: SessionRequest[];
let endedIds: string[];
/** What the next call of `acquire` throws. */
let refusal: ApiError | undefined;
let freeSessions: number;

beforeEach(() => {
  acquired = [];
  endedIds = [];
  refusal = undefined;
  freeSessions = 3;
});

test.each([
  ["POST", "/v1/devtools/browser"],
  ["GET", "/v1/acquire"],
] as const)("%s %s acquires a session", async (method, path) => {
  const query = "keep_alive=600000&recording=true&lab=true&location=eu";
  const response = await start().inject({ method, url: `${path}?${query}` });
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ sessionId: ID });
  expect(acquired).toMatchObject([{ recording: true, keepAliveMs: 600_000 }]);
});

test.each(["5", "600001", "-1", "NaN", "1e5"])("keep_alive=%s is refused", async (keepAlive) => {
  const response = await start().inject({ url: `/v1/acquire?keep_alive=${keepAlive}` });
  expect(response.statusCode).toBe(400);
  expect(response.body).toContain("from 10000 to 600000");
  expect(acquired).toEqual([]);
});

test("no free browser is a 429 that says when to ask again", async () => {
  refusal = new ApiError(429, "too-many-requests", "All browsers are in use.", 10);
  const response = await start().inject({ method: "POST", url: "/v1/devtools/browser" });
  expect(response.statusCode).toBe(429);
  expect(response.headers["retry-after"]).toBe("10");
  expect(response.body).toBe("All browsers are in use.");
});

test("guardrails are refused, not ignored", async () => {
  const payload = { guardrails: { allowedDomains: ["example.com"] } };
  const response = await start().inject({ method: "POST", url: "/v1/devtools/browser", payload });
  expect(response.statusCode).toBe(400);
  expect(response.body).toContain("no guardrails");
  expect(acquired).toEqual([]);
});

test.each([["[]"], ['"text"'], ["{"]])("the body %s is refused", async (payload) => {
  const headers = { "content-type": "application/json" };
  const request = { method: "POST", url: "/v1/devtools/browser", payload, headers } as const;
  expect((await start().inject(request)).statusCode).toBe(400);
  expect(acquired).toEqual([]);
});

test("the sessions that run are listed, without what is ours", async () => {
  expect((await start().inject("/v1/sessions")).json()).toEqual({
    sessions: [
      { sessionId: running.sessionId, startTime: 2000 },
      {
        sessionId: connected.sessionId,
        startTime: 4000,
        connectionId: "a-connection",
        connectionStartTime: 4500,
      },
    ],
  });
});

test("the history has those that run and those that ended, newest first", async () => {
  const { history } = (await start().inject("/v1/history")).json();
  expect(history.map(({ startTime }: SessionInfo) => startTime)).toEqual([4000, 3000, 2000]);
  expect(history[1]).toEqual({
    sessionId: ended.sessionId,
    startTime: 3000,
    endTime: 3500,
    closeReason: 2,
    closeReasonText: "BrowserIdle",
  });
});

test.each([
  [3, 0],
  [0, 10_000],
])("with %i free sessions the next is to be asked for in %i ms", async (free, wait) => {
  freeSessions = free;
  expect((await start().inject("/v1/limits")).json()).toEqual({
    activeSessions: [{ id: running.sessionId }],
    maxConcurrentSessions: 4,
    allowedBrowserAcquisitions: free,
    timeUntilNextAllowedBrowserAcquisition: wait,
  });
});

test("a session is ended by its id", async () => {
  const response = await start().inject({ method: "DELETE", url: `/v1/devtools/browser/${ID}` });
  expect(response.json()).toEqual({ status: "closed" });
  expect(endedIds).toEqual([ID]);
});

test("what is no session id is refused", async () => {
  const response = await start().inject({ method: "DELETE", url: "/v1/devtools/browser/..%2f1" });
  expect(response.statusCode).toBe(400);
  expect(endedIds).toEqual([]);
});

test("every route needs the scope drive", async () => {
  const scopes: unknown[] = [];
  const app = Fastify();
  app.addHook("onRoute", ({ config }) => {
    scopes.push(config?.scope);
  });
  await app.register(bindingRoutes, { sessions });
  await app.ready();
  expect(scopes.length).toBeGreaterThan(5);
  expect(new Set(scopes)).toEqual(new Set(["drive"]));
});

const sessions: SessionsView = {
  acquire: async (request, owner) => {
    expect(owner).toBe(OWNER);
    if (refusal) throw refusal;
    acquired.push(request);
    return running;
  },
  get: () => running,
  list: (owner) => [running, connected].filter((info) => info.owner === owner),
  history: (owner) => [ended].filter((info) => info.owner === owner),
  limits: () => ({
    activeSessions: [running.sessionId],
    maxConcurrentSessions: 4,
    freeSessions,
  }),
  end: async (sessionId) => void endedIds.push(sessionId),
  recordingState: () => undefined,
};

function start() {
  const app = Fastify();
  app.addHook("onRequest", async (request) => {
    request.principal = { name: OWNER, scopes: new Set(["drive"]) };
  });
  registerErrorHandler(app);
  app.register(bindingRoutes, { sessions });
  return app;
}

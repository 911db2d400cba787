import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { Addresses } from "../http/addresses.js";
import { ownerOf, queryOf } from "../http/request-parts.js";
import { acquireFor } from "../sessions/acquire-for.js";
import { AcquireQuery } from "../sessions/acquire-query.js";
import type { SessionInfo } from "../sessions/session-info.js";
import { parseSessionRequest } from "../sessions/session-request.js";
import type { Sessions } from "../sessions/sessions.js";
import { Acquired, SessionParams, SessionSummary } from "./session-schemas.js";
import { listTargets } from "./targets.js";

export interface DevtoolsOptions {
  sessions: Sessions;
  addresses: Addresses;
}

/** Sessions: acquire, look, end. */
export const sessionRoutes: FastifyPluginAsyncTypebox<DevtoolsOptions> = async (app, options) => {
  const { sessions, addresses } = options;
  const config = { scope: "drive" } as const;
  const tags = ["sessions"];

  app.post(
    "/devtools/browser",
    {
      config,
      schema: {
        summary: "Acquires a session; connect to its webSocketDebuggerUrl",
        tags,
        querystring: AcquireQuery,
        response: { 200: Acquired },
      },
    },
    async (request) => {
      const wanted = parseSessionRequest(queryOf(request));
      const sessionId = await acquireFor(request, sessions, wanted);
      const acquired = { sessionId, webSocketDebuggerUrl: addresses.browser(request, sessionId) };
      if (request.query.targets !== "true") return acquired;
      const browser = sessions.find(sessionId, ownerOf(request)).runningBrowser;
      const addressOf = (targetId: string) => addresses.page(request, sessionId, targetId);
      return { ...acquired, targets: await listTargets(browser, addressOf) };
    },
  );

  const summarize = (request: Parameters<Addresses["browser"]>[0], info: SessionInfo) => {
    const { owner: _, ...rest } = info;
    return { ...rest, webSocketDebuggerUrl: addresses.browser(request, info.sessionId) };
  };

  app.get(
    "/devtools/session",
    {
      config,
      schema: {
        summary: "Lists the sessions that run",
        tags,
        response: { 200: Type.Array(SessionSummary) },
      },
    },
    async (request) => sessions.list(ownerOf(request)).map((info) => summarize(request, info)),
  );

  for (const path of ["/devtools/session/:sessionId", "/devtools/browser/:sessionId"]) {
    app.get(
      path,
      {
        config,
        schema: {
          summary: "One session that has not ended",
          tags,
          params: SessionParams,
          response: { 200: SessionSummary },
        },
      },
      async (request) =>
        summarize(request, sessions.get(request.params.sessionId, ownerOf(request))),
    );
  }

  app.delete(
    "/devtools/browser/:sessionId",
    {
      config,
      schema: {
        summary: "Ends a session; answers when its recording is finalized",
        tags,
        params: SessionParams,
        response: { 200: Type.Object({ status: Type.Literal("closed") }) },
      },
    },
    async (request) => {
      await sessions.end(request.params.sessionId, ownerOf(request));
      return { status: "closed" as const };
    },
  );
};

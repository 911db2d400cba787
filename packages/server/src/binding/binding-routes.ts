import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { ownerOf, queryOf } from "../http/request-parts.js";
import { acquireFor } from "../sessions/acquire-for.js";
import { AcquireQuery } from "../sessions/acquire-query.js";
import { parseSessionRequest } from "../sessions/session-request.js";
import type { SessionsView } from "../sessions/sessions-view.js";
import { toActive, toHistory, toLimits } from "./binding-answers.js";
import {
  AcquireBody,
  Acquired,
  ActiveSessions,
  Ended,
  History,
  Limits,
  SessionParams,
} from "./binding-schemas.js";
import { noGuardrails } from "./binding-upgrade.js";

export interface BindingOptions {
  sessions: SessionsView;
}

/** What Cloudflare's clients ask of a service binding, but for the WebSockets. */
export const bindingRoutes: FastifyPluginAsyncTypebox<BindingOptions> = async (
  app,
  { sessions },
) => {
  const config = { scope: "drive" } as const;
  const tags = ["binding"];

  const acquire = async (request: FastifyRequest) => {
    const wanted = parseSessionRequest(queryOf(request));
    const sessionId = await acquireFor(request, sessions, wanted);
    return { sessionId };
  };

  app.post(
    "/v1/devtools/browser",
    {
      config,
      schema: {
        summary: "Acquires a session for a client of Cloudflare",
        tags,
        querystring: AcquireQuery,
        body: AcquireBody,
        response: { 200: Acquired },
      },
    },
    async (request) => {
      if (request.body?.guardrails !== undefined) throw noGuardrails();
      return acquire(request);
    },
  );

  app.get(
    "/v1/acquire",
    {
      config,
      schema: {
        summary: "Acquires a session for an older client of Cloudflare",
        tags,
        querystring: AcquireQuery,
        response: { 200: Acquired },
      },
    },
    acquire,
  );

  app.get(
    "/v1/sessions",
    {
      config,
      schema: {
        summary: "Lists the sessions that run, oldest first",
        tags,
        response: { 200: ActiveSessions },
      },
    },
    async (request) => ({ sessions: sessions.list(ownerOf(request)).map(toActive) }),
  );

  app.get(
    "/v1/history",
    {
      config,
      schema: {
        summary: "Lists the sessions that run and that have ended, newest first",
        tags,
        response: { 200: History },
      },
    },
    async (request) => ({ history: toHistory(sessions, ownerOf(request)) }),
  );

  app.get(
    "/v1/limits",
    {
      config,
      schema: { summary: "Tells how many sessions there may be", tags, response: { 200: Limits } },
    },
    async (request) => toLimits(sessions.limits(ownerOf(request))),
  );

  app.delete(
    "/v1/devtools/browser/:sessionId",
    {
      config,
      schema: {
        summary: "Ends a session; answers when its recording is finalized",
        tags,
        params: SessionParams,
        response: { 200: Ended },
      },
    },
    async (request) => {
      await sessions.end(request.params.sessionId, ownerOf(request));
      return { status: "closed" as const };
    },
  );
};

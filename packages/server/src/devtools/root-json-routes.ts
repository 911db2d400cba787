import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { ownerOf, queryOf } from "../http/request-parts.js";
import { acquireFor } from "../sessions/acquire-for.js";
import { AcquireQuery } from "../sessions/acquire-query.js";
import type { BrowserVersion } from "../sessions/browser.js";
import { parseSessionRequest } from "../sessions/session-request.js";
import { toVersion } from "./json-routes.js";
import { protocolDescription } from "./protocol-description.js";
import type { DevtoolsOptions } from "./session-routes.js";
import { RootTargetParams, Target, Version } from "./session-schemas.js";
import { sessionWithTarget, targetsOfAll } from "./session-targets.js";
import {
  addressIn,
  callTarget,
  checkAddress,
  findTarget,
  openPage,
  TARGET_ACTIONS,
} from "./targets.js";

/** What clients ask of an address that they take for a browser's own. */
export const rootJsonRoutes: FastifyPluginAsyncTypebox<
  DevtoolsOptions & { version: BrowserVersion }
> = async (app, { sessions, addresses, version }) => {
  const config = { scope: "drive" } as const;
  const tags = ["browser"];

  app.get(
    "/json/version",
    {
      config,
      schema: {
        summary: "An address of a session that begins when a client connects to it",
        tags,
        querystring: AcquireQuery,
        response: { 200: Version },
      },
    },
    async (request) => {
      const { sessionId } = sessions.reserve(
        parseSessionRequest(queryOf(request)),
        ownerOf(request),
      );
      return toVersion(version, addresses.browser(request, sessionId), sessionId);
    },
  );

  app.get(
    "/json/protocol",
    { config, schema: { summary: "The protocol's description", tags } },
    async () => protocolDescription(),
  );

  for (const path of ["/json", "/json/list"]) {
    app.get(
      path,
      {
        config,
        schema: {
          summary: "The pages of all sessions that run",
          tags,
          response: { 200: Type.Array(Target) },
        },
      },
      async (request) =>
        targetsOfAll(sessions, ownerOf(request), (sessionId, targetId) =>
          addresses.page(request, sessionId, targetId),
        ),
    );
  }

  app.put(
    "/json/new",
    {
      config,
      schema: {
        summary: "Opens a page in a session of its own; its address is ?url=, or the whole query",
        tags,
        response: { 200: Target },
      },
    },
    async (request) => {
      const query = queryOf(request);
      const wanted = parseSessionRequest(query.has("url") ? query : new URLSearchParams());
      const url = addressIn(request.url);
      // Not to start a browser for one that is refused.
      checkAddress(url);
      const sessionId = await acquireFor(request, sessions, wanted);
      const { runningBrowser } = sessions.find(sessionId, ownerOf(request));
      const targetId = await openPage(runningBrowser, url);
      return findTarget(runningBrowser, targetId, (each) =>
        addresses.page(request, sessionId, each),
      );
    },
  );

  for (const { action, methods, command, text } of TARGET_ACTIONS) {
    app.route({
      method: methods,
      url: `/json/${action}/:targetId`,
      config,
      schema: { summary: text, tags, params: RootTargetParams },
      handler: async (request) => {
        const { targetId } = request.params as { targetId: string };
        const session = await sessionWithTarget(sessions, ownerOf(request), targetId);
        await callTarget(session.runningBrowser, command, targetId);
        return text;
      },
    });
  }
};

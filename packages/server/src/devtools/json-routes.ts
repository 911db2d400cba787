import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { ownerOf } from "../http/request-parts.js";
import type { BrowserVersion } from "../sessions/browser.js";
import { protocolDescription } from "./protocol-description.js";
import type { DevtoolsOptions } from "./session-routes.js";
import { SessionParams, Target, TargetParams, Version } from "./session-schemas.js";
import {
  addressIn,
  callTarget,
  findTarget,
  listTargets,
  openPage,
  TARGET_ACTIONS,
} from "./targets.js";

/** What Chromium's own HTTP endpoints tell of a browser, for one session. */
export const jsonRoutes: FastifyPluginAsyncTypebox<DevtoolsOptions> = async (app, options) => {
  const { sessions, addresses } = options;
  const base = "/devtools/browser/:sessionId/json";
  const config = { scope: "drive" } as const;
  const tags = ["browser"];
  const sessionOf = (request: Parameters<typeof ownerOf>[0], sessionId: string) =>
    sessions.find(sessionId, ownerOf(request));

  app.get(
    `${base}/version`,
    {
      config,
      schema: {
        summary: "Versions of the browser",
        tags,
        params: SessionParams,
        response: { 200: Version },
      },
    },
    async (request) => {
      const { id, runningBrowser } = sessionOf(request, request.params.sessionId);
      return toVersion(runningBrowser.version, addresses.browser(request, id), id);
    },
  );

  app.get(
    `${base}/protocol`,
    { config, schema: { summary: "The protocol's description", tags, params: SessionParams } },
    async () => protocolDescription(),
  );

  for (const path of [base, `${base}/list`]) {
    app.get(
      path,
      {
        config,
        schema: {
          summary: "The browser's pages",
          tags,
          params: SessionParams,
          response: { 200: Type.Array(Target) },
        },
      },
      async (request) => {
        const { id, runningBrowser } = sessionOf(request, request.params.sessionId);
        return listTargets(runningBrowser, (targetId) => addresses.page(request, id, targetId));
      },
    );
  }

  app.get(
    `${base}/list/:targetId`,
    {
      config,
      schema: { summary: "One page", tags, params: TargetParams, response: { 200: Target } },
    },
    async (request) => {
      const { sessionId, targetId } = request.params;
      const { id, runningBrowser } = sessionOf(request, sessionId);
      return findTarget(runningBrowser, targetId, (each) => addresses.page(request, id, each));
    },
  );

  app.put(
    `${base}/new`,
    {
      config,
      schema: {
        summary: "Opens a page; its address is ?url=, or the whole query",
        tags,
        params: SessionParams,
        response: { 200: Target },
      },
    },
    async (request) => {
      const { id, runningBrowser } = sessionOf(request, request.params.sessionId);
      const targetId = await openPage(runningBrowser, addressIn(request.url));
      return findTarget(runningBrowser, targetId, (each) => addresses.page(request, id, each));
    },
  );

  for (const { action, methods, command, text } of TARGET_ACTIONS) {
    app.route({
      method: methods,
      url: `${base}/${action}/:targetId`,
      config,
      schema: { summary: text, tags, params: TargetParams },
      handler: async (request) => {
        const { sessionId, targetId } = request.params as { sessionId: string; targetId: string };
        await callTarget(sessionOf(request, sessionId).runningBrowser, command, targetId);
        return text;
      },
    });
  }
};

export function toVersion(
  { product, protocolVersion, userAgent, jsVersion }: BrowserVersion,
  webSocketDebuggerUrl: string,
  sessionId: string,
) {
  return {
    Browser: product,
    "Protocol-Version": protocolVersion,
    "User-Agent": userAgent,
    "V8-Version": jsVersion,
    webSocketDebuggerUrl,
    sessionId,
  };
}

import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { etagOf, isNotModified } from "../http/etag.js";
import { errorsOf, sessionParams } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import type { RecordingsContext } from "./context.js";
import { findManifest } from "./find-manifest.js";
import { parseSession } from "./parse-ids.js";
import { toldManifest } from "./told-manifest.js";

const schema = {
  summary: "A session's manifest: what there is of it, and what is missing",
  tags: ["recordings"],
  params: sessionParams,
  response: {
    200: {
      description:
        "The manifest, whatever the session's state, but for what names the machine: `process`, and " +
        "what the store said where writing failed.",
      content: { "application/json": { schema: Type.Record(Type.String(), Type.Unknown()) } },
    },
    304: Type.Null({ description: "The client has it already." }),
    ...errorsOf(400, 401, 403, 404, 500, 503),
  },
};

/** `GET /recording/:sessionId/manifest` */
export function addManifestRoute(app: RecordingsApp, context: RecordingsContext): void {
  app.get(
    "/recording/:sessionId/manifest",
    { schema, config: { scope: "read" } },
    async (request, reply) => {
      const sessionId = parseSession(request.params.sessionId);
      const text = JSON.stringify(toldManifest(await findManifest(context, sessionId)));
      return sendText(request, reply, text);
    },
  );
}

function sendText(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  // Weak: compressed, its bytes are others.
  const etag = `W/${etagOf(text)}`;
  reply.header("etag", etag).header("cache-control", "private, no-cache");
  if (isNotModified(request.headers["if-none-match"], etag)) return reply.code(304).send();
  return reply.type("application/json; charset=utf-8").send(text);
}

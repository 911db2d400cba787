import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { ApiError } from "../http/api-error.js";
import { errorsOf, sessionParams } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import type { RecordingsContext } from "./context.js";
import { Ingest } from "./ingest.js";
import { parseRef, parseSession } from "./parse-ids.js";
import { segmentParams } from "./schemas.js";

/** Bytes. Most bodies are small; the first one of a large page can have several MB. */
const BODY_LIMIT = 64 * 1024 * 1024;

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const stored = {
  204: Type.Null({ description: "Stored." }),
  ...errorsOf(400, 401, 403, 409, 413, 415, 500, 503),
};

const chunkSchema = {
  summary: "Takes a chunk of a segment",
  description: "The body, application/zstd, is written at the offset of the segment, as it is.",
  tags: ["ingest"],
  params: segmentParams,
  querystring: Type.Object({ offset: count }),
  response: stored,
};

const manifestSchema = {
  summary: "Takes a manifest",
  description: "The body, application/json, replaces the session's manifest, unless it is older.",
  tags: ["ingest"],
  params: sessionParams,
  querystring: Type.Object({ revision: count }),
  response: stored,
};

/** What core's `httpSink` sends to. @see docs/reference/ingest.md */
export async function addIngestRoutes(
  app: RecordingsApp,
  context: RecordingsContext,
): Promise<void> {
  const ingest = new Ingest(context);
  // As they are: a manifest is parsed by its own rules.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/zstd", { parseAs: "buffer" }, asItIs);
  app.addContentTypeParser("application/json", { parseAs: "string" }, asItIs);

  app.put(
    "/ingest/sessions/:sessionId/segments/:targetId/:number",
    { schema: chunkSchema, config: { scope: "write" }, bodyLimit: BODY_LIMIT },
    async ({ params, query, body }, reply) => {
      const ref = parseRef(params);
      if (!Buffer.isBuffer(body)) throw wrongType("application/zstd");
      await ingest.takeChunk(ref, query.offset, body);
      return sendNothing(reply);
    },
  );

  app.put(
    "/ingest/sessions/:sessionId/manifest",
    { schema: manifestSchema, config: { scope: "write" }, bodyLimit: BODY_LIMIT },
    async ({ params, query, body }, reply) => {
      const sessionId = parseSession(params.sessionId);
      if (typeof body !== "string") throw wrongType("application/json");
      await ingest.takeManifest(sessionId, body, query.revision);
      return sendNothing(reply);
    },
  );
}

async function asItIs<Body>(_: FastifyRequest, body: Body): Promise<Body> {
  return body;
}

function sendNothing(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

function wrongType(wanted: string): ApiError {
  return new ApiError(415, "bad-request", `The body is to be sent with the type ${wanted}.`);
}

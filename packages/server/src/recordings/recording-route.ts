import { Readable } from "node:stream";
import type {} from "@fastify/compress";
import type { Gap, Manifest } from "@pagereel/core";
import { MAX_HELD, readEvents } from "@pagereel/core/adapter";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import { ApiError } from "../http/api-error.js";
import { explainRecordingError } from "../http/explain-recording-error.js";
import { errorsOf, rawBody, sessionParams } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import type { RecordingsContext } from "./context.js";
import { inPieces, recordingJson, recordingLines } from "./event-bodies.js";
import { findFinished, findManifest } from "./find-manifest.js";
import { withFirst } from "./first-piece.js";
import { parseSession, parseTarget } from "./parse-ids.js";

const query = Type.Object({
  format: Type.Optional(
    Type.Enum(["json", "ndjson"], {
      default: "json",
      description: 'ndjson: an object {"targetId", "event"} a line.',
    }),
  ),
  target: Type.Optional(Type.String({ description: "Events of this target only." })),
  from: Type.Optional(
    Type.Number({
      description:
        "ms since the epoch: events from the last full snapshot at or before it, so that they can be played.",
    }),
  ),
  to: Type.Optional(Type.Number({ description: "ms since the epoch: events up to it." })),
  partial: Type.Optional(
    Type.Boolean({ default: false, description: "Takes what there is of a session not finished." }),
  ),
});

const recording = Type.Object({
  success: Type.Literal(true),
  errors: Type.Array(Type.Unknown()),
  messages: Type.Array(
    Type.Object({ code: Type.Integer(), reason: Type.String(), message: Type.String() }),
    { description: "What was found to be missing while it was read." },
  ),
  result: Type.Object({
    sessionId: Type.String(),
    duration: Type.Number({ description: "ms between the first and the last event." }),
    events: Type.Record(Type.String(), Type.Array(Type.Unknown()), {
      description: "rrweb events by target id.",
    }),
  }),
});

const schema = {
  summary: "A recording's events",
  tags: ["recordings"],
  params: sessionParams,
  querystring: query,
  response: {
    200: {
      description:
        "The recording. Where reading it fails in the midst of it, the connection breaks.",
      content: {
        "application/json": { schema: recording },
        "application/x-ndjson": { schema: rawBody },
      },
    },
    ...errorsOf(400, 401, 403, 404, 500, 503),
  },
};

/** `GET /recording/:sessionId` */
export function addRecordingRoute(app: RecordingsApp, context: RecordingsContext): void {
  app.get(
    "/recording/:sessionId",
    {
      schema,
      config: { scope: "read" },
      compress: { customTypes: /^application\/(x-nd)?json(;|$)/ },
    },
    async (request, reply) => {
      const sessionId = parseSession(request.params.sessionId);
      const { format, target, partial, ...given } = request.query;
      const range = parseRange(given);
      const targetId = target === undefined ? undefined : parseTarget(sessionId, target);
      const manifest = await (partial ? findManifest : findFinished)(context, sessionId);
      const gaps: Gap[] = [];
      const source = { store: context.store, ...range, onGap: (gap: Gap) => void gaps.push(gap) };
      const events = readEvents(source, onlyTarget(manifest, targetId), MAX_HELD);
      const runs = await withFirst(explained(events));
      const texts =
        format === "ndjson" ? recordingLines(runs) : recordingJson(sessionId, runs, gaps);
      const type = format === "ndjson" ? "application/x-ndjson" : "application/json";
      reply.type(`${type}; charset=utf-8`).header("cache-control", "private, no-cache");
      const stream = Readable.from(inPieces(texts), { objectMode: false });
      // However it ends, and if nobody ever read of it.
      stream.once("close", () => void runs.close());
      if (request.method === "GET") return send(reply, stream);
      stream.destroy();
      // Fastify would read all of it to see how it ends.
      return send(reply, Readable.from([]));
    },
  );
}

/** The schema is of what is in the stream. */
function send(reply: FastifyReply, stream: Readable): FastifyReply {
  return reply.send(stream);
}

async function* explained<T>(
  source: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  try {
    yield* source;
  } catch (error) {
    throw explainRecordingError(error);
  }
}

function parseRange({ from, to }: { from?: number; to?: number }): { from: number; to: number } {
  const range = { from: from ?? -Infinity, to: to ?? Infinity };
  if (range.from <= range.to) return range;
  throw new ApiError(
    400,
    "bad-request",
    'The query parameter "from" is after "to": give the range the other way round.',
  );
}

/** @throws ApiError 404 */
function onlyTarget(manifest: Manifest, targetId: string | undefined): Manifest {
  if (targetId === undefined) return manifest;
  const isWanted = (entry: { targetId: string }) => entry.targetId === targetId;
  const targets = manifest.targets.filter(isWanted);
  const segments = manifest.segments.filter(isWanted);
  if (targets.length + segments.length > 0) return { ...manifest, targets, segments };
  throw new ApiError(404, "not-found", "The session has no such target. Its manifest names them.");
}

import type {} from "@fastify/compress";
import type { Manifest, ManifestSegment, SegmentRef } from "@pagereel/core";
import { readStoredManifest } from "@pagereel/core/adapter";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { ApiError } from "../http/api-error.js";
import { etagOf, isNotModified } from "../http/etag.js";
import { explainRecordingError } from "../http/explain-recording-error.js";
import { errorsOf, rawBody } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import { parseByteRange } from "./byte-range.js";
import type { RecordingsContext } from "./context.js";
import { parseRef } from "./parse-ids.js";
import { segmentParams } from "./schemas.js";

const bytes = {
  content: { "application/zstd": { schema: rawBody }, "application/x-ndjson": { schema: rawBody } },
};

const schema = {
  summary: "A segment as it is stored: NDJSON of rrweb events in one zstd frame",
  description:
    "A client that accepts application/x-ndjson, and zstd as an encoding, is sent the same bytes as " +
    "text in that encoding, once the segment is closed: browsers decode that by themselves.",
  tags: ["recordings"],
  params: segmentParams,
  response: {
    200: { description: "The segment, as far as it is written.", ...bytes },
    206: { description: "The range of it that was asked for.", ...bytes },
    304: Type.Null({ description: "The client has it already." }),
    ...errorsOf(400, 401, 403, 404, 416, 500, 503),
  },
};

/** Nothing will change it any more: a year is the longest time that there is. */
const FOR_EVER = "private, immutable, max-age=31536000";

/** `GET /recording/:sessionId/segments/:targetId/:number` */
export function addSegmentRoute(app: RecordingsApp, context: RecordingsContext): void {
  app.get(
    "/recording/:sessionId/segments/:targetId/:number",
    { schema, config: { scope: "read" }, compress: false },
    async (request, reply) => {
      const { segment, isClosed, isFinal } = await readSegment(context, parseRef(request.params));
      reply.header("cache-control", isFinal ? FOR_EVER : "private, no-cache");
      reply.header("vary", "accept, accept-encoding");
      const isText = isClosed && acceptsText(request);
      if (isText) reply.type("application/x-ndjson").header("content-encoding", "zstd");
      else reply.type("application/zstd");
      return sendBytes(request, reply, segment, etagOf(segment, isText ? "-text" : ""));
    },
  );
}

/** @throws ApiError 404 */
async function readSegment({ store }: RecordingsContext, ref: SegmentRef) {
  try {
    const manifest = await readStoredManifest(store, ref.sessionId);
    const listed = findSegment(manifest, ref);
    const stored = await store.readSegment(ref);
    if (!stored) throw missing();
    const isClosed = listed?.state === "closed";
    // A write that was given up can have left more.
    const segment = isClosed ? stored.subarray(0, listed.bytes) : stored;
    return { segment, isClosed, isFinal: isClosed && manifest.state !== "recording" };
  } catch (error) {
    throw explainRecordingError(error);
  }
}

/** A browser offers the encoding where nobody on the way can get it wrong: on HTTPS, and at home. */
function acceptsText({ headers }: FastifyRequest): boolean {
  const accepts = (header: string | string[] | undefined, token: string) =>
    `${header}`.split(",").some((part) => part.trim().split(";")[0] === token);
  return (
    accepts(headers.accept, "application/x-ndjson") && accepts(headers["accept-encoding"], "zstd")
  );
}

function findSegment(
  { segments }: Manifest,
  { targetId, number }: SegmentRef,
): ManifestSegment | undefined {
  return segments.find((segment) => segment.targetId === targetId && segment.number === number);
}

function missing(): ApiError {
  return new ApiError(
    404,
    "not-found",
    "The segment was not found. The manifest names those there are.",
  );
}

/** Sends bytes, or the range of them that is asked for. */
function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  content: Uint8Array,
  etag: string,
) {
  const { range, "if-range": ifRange, "if-none-match": ifNoneMatch } = request.headers;
  reply.header("etag", etag).header("accept-ranges", "bytes");
  if (isNotModified(ifNoneMatch, etag)) return reply.code(304).send();
  const isSame = ifRange === undefined || ifRange === etag;
  const wanted = isSame ? parseByteRange(range, content.length) : undefined;
  if (wanted === "unsatisfiable") {
    reply.header("content-range", `bytes */${content.length}`);
    throw new ApiError(
      416,
      "bad-request",
      `The range is beyond the ${content.length} bytes there are.`,
    );
  }
  if (!wanted) return reply.send(toBuffer(content));
  reply.header("content-range", `bytes ${wanted.start}-${wanted.end - 1}/${content.length}`);
  return reply.code(206).send(toBuffer(content.subarray(wanted.start, wanted.end)));
}

function toBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

import type { Manifest } from "@pagereel/protocol";
import { CutError, unzstd } from "../decode/unzstd.js";
import type { RecordingSource, SegmentId } from "../recording-source.js";
import { ViewerError } from "../viewer-error.js";
import { followServer } from "./follow-server.js";
import { piecesOf } from "./pieces-of.js";
import { readManifestText } from "./read-manifest-text.js";
import { SegmentProblem } from "./segment-problem.js";
import { AnswerError, requestServer, type ServerAccess, unreachable } from "./server-request.js";

/** Reads a recording of a server. */
export function createServerSource(access: ServerAccess, sessionId: string): RecordingSource {
  const path = `/recording/${encodeURIComponent(sessionId)}`;
  return {
    sessionId,
    readManifest: (signal) => readManifest(access, `${path}/manifest`, signal),
    readSegment: (segment, signal) => readSegment(access, path, segment, signal),
    follow: (signal) => followServer(access, `${path}/live?skip=closed`, signal),
  };
}

async function readManifest(
  access: ServerAccess,
  path: string,
  signal: AbortSignal,
): Promise<Manifest> {
  const response = await requestServer(access, path, { signal });
  const text = await response.text().catch((cause: unknown) => {
    throw unreachable(cause, signal);
  });
  return readManifestText(text);
}

/** The browser decodes what it can, much faster than a script. */
const TEXT = { accept: "application/x-ndjson, application/zstd;q=0.5" };
const FRAME = { accept: "application/zstd" };

async function* readSegment(
  access: ServerAccess,
  path: string,
  { targetId, number, state }: SegmentId,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const url = `${path}/segments/${encodeURIComponent(targetId)}/${number}`;
  const request = (headers: Record<string, string>, cache: RequestCache = "default") =>
    requestSegment(access, url, { signal, headers, cache });
  const response = await request(TEXT);
  const isText = response.headers.get("content-type")?.startsWith("application/x-ndjson") === true;
  let byteLength = 0;
  if (isText) {
    try {
      for await (const piece of piecesOf(response, signal)) {
        byteLength += piece.length;
        yield piece;
      }
      return;
    } catch (cause) {
      // The connection, or the frame: a script can read one that is damaged up to there.
      if (signal.aborted) throw cause;
    }
  }
  // What the browser has of it is the text, which it could not read.
  const frame = isText ? await request(FRAME, "no-store") : response;
  yield* skipBytes(readFrame(frame, state, signal), byteLength);
}

async function* readFrame(
  response: Response,
  state: SegmentId["state"],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* unzstd(piecesOf(response, signal));
  } catch (cause) {
    if (cause instanceof ViewerError || signal.aborted) throw cause;
    if (state === "open" && cause instanceof CutError) return;
    const sentence = `A part of the recording is damaged: ${(cause as Error).message}.`;
    throw new SegmentProblem("segment-damaged", sentence, { cause });
  }
}

async function* skipBytes(
  pieces: AsyncIterable<Uint8Array>,
  byteLength: number,
): AsyncGenerator<Uint8Array> {
  let left = byteLength;
  for await (const piece of pieces) {
    if (piece.length > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

async function requestSegment(
  access: ServerAccess,
  url: string,
  init: { signal: AbortSignal; headers: Record<string, string>; cache: RequestCache },
): Promise<Response> {
  try {
    return await requestServer(access, url, init);
  } catch (cause) {
    if (!(cause instanceof AnswerError) || cause.status !== 404) throw cause;
    throw new SegmentProblem("segment-missing", cause.message, { cause });
  }
}

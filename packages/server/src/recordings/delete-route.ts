import { RecordingError } from "@pagereel/core";
import { isAbandoned, readStoredManifest } from "@pagereel/core/adapter";
import { Type } from "typebox";
import { ApiError } from "../http/api-error.js";
import { explainRecordingError } from "../http/explain-recording-error.js";
import { errorsOf, sessionParams } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import type { RecordingsContext } from "./context.js";
import { parseSession } from "./parse-ids.js";

const schema = {
  summary: "Deletes a recording",
  tags: ["recordings"],
  params: sessionParams,
  response: {
    200: Type.Object({
      success: Type.Literal(true),
      errors: Type.Array(Type.Unknown()),
      messages: Type.Array(Type.Unknown()),
      result: Type.Object({ sessionId: Type.String() }),
    }),
    ...errorsOf(400, 401, 403, 404, 409, 500, 503),
  },
};

/** `DELETE /recording/:sessionId` */
export function addDeleteRoute(app: RecordingsApp, context: RecordingsContext): void {
  app.delete("/recording/:sessionId", { schema, config: { scope: "delete" } }, async (request) => {
    const sessionId = parseSession(request.params.sessionId);
    try {
      if (await isRecorded(context, sessionId)) throw stillRecorded();
      await context.store.deleteSession(sessionId);
    } catch (error) {
      throw explainRecordingError(error);
    }
    return { success: true as const, errors: [], messages: [], result: { sessionId } };
  });
}

/** @throws RecordingError `RECORDING_NOT_FOUND`, `STORE_READ_FAILED` */
async function isRecorded(
  { store, stateOf }: RecordingsContext,
  sessionId: string,
): Promise<boolean> {
  if (stateOf(sessionId)) return true;
  try {
    const manifest = await readStoredManifest(store, sessionId);
    return manifest.state === "recording" && !isAbandoned(manifest);
  } catch (error) {
    // One that nobody can read can still be deleted.
    if (isUnreadable(error)) return false;
    throw error;
  }
}

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof RecordingError)) return false;
  return error.code === "INVALID_RECORDING" || error.code === "UNSUPPORTED_VERSION";
}

function stillRecorded(): ApiError {
  return new ApiError(
    409,
    "conflict",
    "The session is still being recorded. End it first, and delete its recording then.",
  );
}

import { RecordingError } from "@pagereel/core";
import { Type } from "typebox";
import { explainRecordingError } from "../http/explain-recording-error.js";
import { errorsOf } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import type { RecordingsContext } from "./context.js";
import { invalidCursor, readCursor, writeCursor } from "./list-cursor.js";
import { limitOf, listQuery, parseFilter } from "./list-query.js";
import { listSummaries } from "./list-sessions.js";
import { time } from "./schemas.js";

const summary = Type.Object({
  sessionId: Type.String(),
  state: Type.String({ description: "recording, final, partial, recovered or unreadable." }),
  reason: Type.Optional(Type.String({ description: "Why it ended." })),
  startedAt: Type.Optional(time),
  endedAt: Type.Optional(time),
  duration: Type.Optional(Type.Number({ description: "ms between the first and the last event." })),
  tooShort: Type.Optional(Type.Boolean({ description: "Shorter than a second." })),
  targets: Type.Optional(
    Type.Array(
      Type.Object({
        targetId: Type.String(),
        title: Type.Optional(Type.String()),
        url: Type.Optional(Type.String({ description: "The address that it showed last." })),
      }),
    ),
  ),
  gaps: Type.Optional(Type.Integer({ description: "How many stretches are missing." })),
  bytes: Type.Optional(Type.Number({ description: "As stored." })),
  metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

const schema = {
  summary: "The recordings, newest first",
  tags: ["recordings"],
  querystring: listQuery,
  response: {
    200: Type.Object({
      success: Type.Literal(true),
      errors: Type.Array(Type.Unknown()),
      messages: Type.Array(Type.Unknown()),
      result: Type.Array(summary),
      result_info: Type.Object({
        count: Type.Integer({ description: "Of this page: there may be none, and a cursor." }),
        cursor: Type.Optional(Type.String({ description: "Absent on the last page." })),
      }),
    }),
    ...errorsOf(400, 401, 403, 500, 503),
  },
};

/** `GET /recordings` */
export function addListRoute(app: RecordingsApp, { store }: RecordingsContext): void {
  app.get("/recordings", { schema, config: { scope: "read" } }, async ({ query }, reply) => {
    const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const wanted = { limit: limitOf(query), cursor, filter: parseFilter(query) };
    const page = await listSummaries(store, wanted).catch((error) => {
      const isCursor = error instanceof RecordingError && error.code === "INVALID_OPTIONS";
      throw isCursor ? invalidCursor() : explainRecordingError(error);
    });
    reply.header("cache-control", "private, no-cache");
    return {
      success: true as const,
      errors: [],
      messages: [],
      result: page.summaries,
      result_info: {
        count: page.summaries.length,
        ...(page.cursor !== undefined && { cursor: writeCursor(page.cursor) }),
      },
    };
  });
}

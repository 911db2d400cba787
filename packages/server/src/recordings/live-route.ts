import { Readable } from "node:stream";
import type {} from "@fastify/compress";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import { ApiError } from "../http/api-error.js";
import { errorsOf, rawBody, sessionParams } from "../http/schemas.js";
import type { RecordingsApp } from "./app.js";
import type { RecordingsContext } from "./context.js";
import { findManifest } from "./find-manifest.js";
import { END_ID, followSession } from "./follow-session.js";
import type { LiveStore } from "./live-store.js";
import { parseSession } from "./parse-ids.js";

/** Clients that follow at the same time, at most: each holds up to 8 MB for each of some tabs. */
const MAX_FOLLOWERS = 64;

/** By store, since one is served under several prefixes: what ends each follower. */
const followers = new WeakMap<LiveStore, Set<AbortController>>();

const schema = {
  summary: "A session while it is recorded, as server-sent events",
  description:
    "`start` {resumed}: without it, what came before comes again. `manifest`: when it has changed. " +
    "With skip=closed, segments that are closed when it begins are left out: they can be asked for. " +
    "`events` {targetId, events}. `gap` {targetId, number, reason}: of a segment that cannot be read. " +
    "`end` {state, reason}. A finished session is played to its end.",
  tags: ["recordings"],
  params: sessionParams,
  querystring: Type.Object({
    skip: Type.Optional(
      Type.Literal("closed", { description: "Begins with the segments that are still written." }),
    ),
  }),
  headers: Type.Object({
    "last-event-id": Type.Optional(
      Type.String({ description: "Of the last event that came: the next ones follow." }),
    ),
  }),
  response: {
    200: {
      description: "Events, and a comment each 15 s where there are none.",
      content: { "text/event-stream": { schema: rawBody } },
    },
    204: Type.Null({ description: "The client has all: it shall not come again." }),
    ...errorsOf(400, 401, 403, 404, 429, 500, 503),
  },
};

/** `GET /recording/:sessionId/live` */
export function addLiveRoute(app: RecordingsApp, context: RecordingsContext): void {
  const running = followers.get(context.store) ?? new Set();
  followers.set(context.store, running);
  // A server that ends does not wait for sessions that others record; clients go to another one.
  app.addHook("preClose", async () => {
    for (const follower of running) follower.abort();
  });

  app.get(
    "/recording/:sessionId/live",
    { schema, config: { scope: "read" }, compress: false, exposeHeadRoute: false },
    async (request, reply) => {
      const sessionId = parseSession(request.params.sessionId);
      const lastEventId = request.headers["last-event-id"];
      const follower = new AbortController();
      const { signal } = follower;
      // Not the stream's: that closes when what it waits for comes, and this is what ends the waiting.
      reply.raw.once("close", () => {
        follower.abort();
        running.delete(follower);
      });
      const manifest = await findManifest(context, sessionId);
      const hasAll = lastEventId === END_ID && manifest.state !== "recording";
      // One that has left meanwhile takes no place: nothing would give that back.
      if (hasAll || signal.aborted) return sendNothing(reply);
      if (running.size >= MAX_FOLLOWERS) throw tooMany();
      running.add(follower);
      const skipsClosed = request.query.skip === "closed";
      const texts = followSession(context, { manifest, lastEventId, skipsClosed, signal });
      return sendEvents(reply, Readable.from(texts, { objectMode: false }));
    },
  );
}

function sendNothing(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

function sendEvents(reply: FastifyReply, stream: Readable): FastifyReply {
  return reply
    .type("text/event-stream; charset=utf-8")
    .header("cache-control", "no-store")
    .header("x-accel-buffering", "no")
    .send(stream);
}

function tooMany(): ApiError {
  return new ApiError(
    429,
    "too-many-requests",
    `${MAX_FOLLOWERS} clients follow sessions already. Come back when one of them has left.`,
    5,
  );
}

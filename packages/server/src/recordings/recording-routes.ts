import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RecordingsContext } from "./context.js";
import { addDeleteRoute } from "./delete-route.js";
import { describeAccount } from "./describe-account.js";
import { addIngestRoutes } from "./ingest-routes.js";
import { addListRoute } from "./list-route.js";
import { addLiveRoute } from "./live-route.js";
import { addManifestRoute } from "./manifest-route.js";
import { addRecordingRoute } from "./recording-route.js";
import { addSegmentRoute } from "./segment-route.js";

/** The API for recordings, below any prefix; what a token must allow is in `config.scope` of each route. */
export const recordingRoutes: FastifyPluginAsyncTypebox<RecordingsContext> = async (
  app,
  { store, stateOf },
) => {
  const context = { store, stateOf };
  app.addHook("onRoute", describeAccount);
  app.addHook("onError", async (_, reply) => {
    // They were meant for what was to be sent, and are wrong for the error.
    for (const name of ["content-encoding", "etag"]) reply.removeHeader(name);
    reply.header("cache-control", "no-store");
  });
  addListRoute(app, context);
  addRecordingRoute(app, context);
  addManifestRoute(app, context);
  addSegmentRoute(app, context);
  addDeleteRoute(app, context);
  addLiveRoute(app, context);
  // On its own, since it takes bodies in its own way.
  await app.register(async (ingest) => addIngestRoutes(ingest, context));
};

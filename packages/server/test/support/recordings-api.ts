import compress from "@fastify/compress";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { Store } from "@pagereel/core";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { ApiError, toEnvelope } from "../../src/http/api-error.js";
import type { LocalState } from "../../src/recordings/context.js";
import { type LiveStore, liveStore } from "../../src/recordings/live-store.js";
import { recordingRoutes } from "../../src/recordings/recording-routes.js";

/** Fastify's own limit is lower. */
const MAX_TARGET_ID_LENGTH = 128;

/** The routes of recordings, and what they work on. */
export interface RecordingsApi extends AsyncDisposable {
  app: FastifyInstance;
  store: LiveStore;
  /** What this process does with sessions, as a test says. */
  states: Map<string, LocalState>;
  /** What was thrown, as the server's log would have it. */
  errors: unknown[];
}

/** Makes the routes on a store, with a handler of errors such as the server's. */
export async function makeRecordingsApi(stored: Store): Promise<RecordingsApi> {
  const store = liveStore(stored);
  const states = new Map<string, LocalState>();
  const errors: unknown[] = [];
  const app = Fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_TARGET_ID_LENGTH },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setErrorHandler((error: FastifyError, _, reply) => {
    errors.push(error);
    const known = toKnown(error);
    return reply.code(known.status).send(toEnvelope(known));
  });
  await app.register(compress);
  for (const prefix of ["", "/client/v4/accounts/:account/browser-rendering"]) {
    await app.register(recordingRoutes, { prefix, store, stateOf: (id) => states.get(id) });
  }
  return { app, store, states, errors, [Symbol.asyncDispose]: () => app.close() };
}

function toKnown(error: FastifyError): ApiError {
  if (error instanceof ApiError) return error;
  const { statusCode = 500, message } = error;
  return new ApiError(statusCode, statusCode < 500 ? "bad-request" : "internal", message);
}

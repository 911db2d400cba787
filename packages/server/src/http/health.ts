import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { Store } from "@pagereel/core";
import { withTimeout } from "@pagereel/core/adapter";
import type { FastifyBaseLogger } from "fastify";
import { ApiError } from "./api-error.js";

/** Those who ask often, or at the same time, are no burden for the store. */
const CACHED_MS = 5000;
const STORE_TIMEOUT_MS = 5000;
const RETRY_AFTER_SECONDS = 5;

export interface HealthOptions {
  store: Pick<Store, "listSessions">;
  isShuttingDown: () => boolean;
}

/** `/healthz`: the process answers. `/readyz`: it takes sessions, and their recordings have a place. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (
  app,
  { store, isShuttingDown },
) => {
  const isStoreThere = cached(() => canList(store, app.log));
  const tags = ["operation"];

  app.get(
    "/healthz",
    {
      schema: {
        summary: "Says that the server is alive",
        tags,
        response: { 200: Type.Object({ status: Type.Literal("ok") }) },
      },
    },
    async () => ({ status: "ok" as const }),
  );

  app.get(
    "/readyz",
    {
      schema: {
        summary: "Says whether the server takes sessions, and can reach its store",
        tags,
        response: { 200: Type.Object({ status: Type.Literal("ready") }) },
      },
    },
    async () => {
      if (isShuttingDown()) throw notReady("shutting-down", "The server shuts down.");
      if (await isStoreThere()) return { status: "ready" as const };
      throw notReady("internal", "The store cannot be read; the server's log says why.");
    },
  );
};

function notReady(reason: "shutting-down" | "internal", message: string): ApiError {
  return new ApiError(503, reason, message, RETRY_AFTER_SECONDS);
}

async function canList(store: HealthOptions["store"], log: FastifyBaseLogger): Promise<boolean> {
  let isListed = false;
  const listing = store.listSessions({ limit: 1 }).then(() => {
    isListed = true;
  });
  try {
    await withTimeout(listing, STORE_TIMEOUT_MS);
  } catch (err) {
    log.error({ err }, "the store cannot be read");
    return false;
  }
  if (!isListed) log.error(`the store gave no answer within ${STORE_TIMEOUT_MS} ms`);
  return isListed;
}

/** Asks once for all who ask at about the same time. */
function cached<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    if (!answer || performance.now() - askedAt > CACHED_MS) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
}

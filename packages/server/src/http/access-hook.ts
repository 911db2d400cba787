import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Access, Principal } from "../access/principal.js";
import { type RateLimiter, rateLimiter } from "../access/rate-limiter.js";
import "./route-config.js";

const MINUTE_MS = 60_000;

export interface AccessHookOptions {
  access: Access;
  /** Of a token, or of an address that has none. */
  requestsPerMinute: number;
}

/**
 * Lets requests reach a route only if they may, and not too many of them. To be called before the
 * routes are there; those without a scope are for everybody.
 *
 * @returns what counts the requests, for those that Fastify does not see
 */
export async function registerAccess(
  app: FastifyInstance,
  { access, requestsPerMinute }: AccessHookOptions,
): Promise<RateLimiter> {
  await app.register(rateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: MINUTE_MS,
  });
  const limiter = rateLimiter(app);
  app.decorateRequest("principal");
  app.addHook("onRequest", async (request) => {
    const { principal, refusal } = identify(access, request);
    // Those that are refused count, too: nobody tries tokens for as long as it takes.
    await limiter.count({ principal, address: request.ip });
    if (refusal) throw refusal;
    if (principal) request.principal = principal;
  });
  return limiter;
}

function identify(
  access: Access,
  request: FastifyRequest,
): { principal?: Principal; refusal?: unknown } {
  const { scope } = request.routeOptions.config;
  if (!scope) return {};
  try {
    return { principal: access.authorize({ headers: request.headers, url: request.url }, scope) };
  } catch (refusal) {
    return { refusal };
  }
}

import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ApiError } from "../http/api-error.js";
import type { Principal } from "./principal.js";

/** Who sends a request. */
export interface Sender {
  /** Undefined for one who may not do what was asked, or needs no token for it. */
  principal?: Principal | undefined;
  /** IP address. */
  address: string;
}

/** Counts requests. */
export interface RateLimiter {
  /** @throws ApiError 429 above the rate */
  count(sender: Sender): Promise<void>;
}

/** Needs `@fastify/rate-limit` in the app. */
export function rateLimiter(app: FastifyInstance): RateLimiter {
  const countKey = app.createRateLimit({ keyGenerator: ({ ip }) => ip });
  return {
    async count(sender) {
      // WebSockets are asked for outside of Fastify: of its requests there is what the counting reads.
      const request = { ip: keyOf(sender), routeOptions: {} } as FastifyRequest;
      const counted = await countKey(request);
      if (counted.isAllowed || !counted.isExceeded) return;
      throw new ApiError(
        429,
        "too-many-requests",
        `There were more than ${counted.max} requests within a minute. Try again in ` +
          `${counted.ttlInSeconds} s.`,
        counted.ttlInSeconds,
      );
    },
  };
}

function keyOf({ principal, address }: Sender): string {
  return principal ? `token ${principal.name}` : normalizeIP(address);
}

import type { Principal, Scope } from "../access/principal.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a token must allow for a request to this route; one without is for everybody. */
    scope?: Scope;
  }
  interface FastifyRequest {
    /** Who asks, on routes with a scope. */
    principal?: Principal;
  }
}

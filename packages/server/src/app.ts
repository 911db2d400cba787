import compress from "@fastify/compress";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify from "fastify";
import type { Access } from "./access/principal.js";
import type { RateLimiter } from "./access/rate-limiter.js";
import { bindingRoutes } from "./binding/binding-routes.js";
import type { ResolvedServerOptions } from "./config/server-options.js";
import { jsonRoutes } from "./devtools/json-routes.js";
import { rootJsonRoutes } from "./devtools/root-json-routes.js";
import { sessionRoutes } from "./devtools/session-routes.js";
import { registerAccess } from "./http/access-hook.js";
import { Addresses } from "./http/addresses.js";
import { registerErrorHandler } from "./http/error-handler.js";
import { healthRoutes } from "./http/health.js";
import { httpOptions } from "./http/http-options.js";
import type { Metrics } from "./http/metrics.js";
import { countRequests, metricsRoutes } from "./http/metrics-routes.js";
import { registerOpenApi } from "./http/openapi.js";
import { PREFIXES } from "./http/prefixes.js";
import type { LiveStore } from "./recordings/live-store.js";
import { recordingRoutes } from "./recordings/recording-routes.js";
import type { BrowserVersion } from "./sessions/browser.js";
import type { Sessions } from "./sessions/sessions.js";
import { viewerRoutes } from "./viewer/viewer-routes.js";

/** What the routes work with. */
export interface AppParts {
  access: Access;
  sessions: Sessions;
  store: LiveStore;
  metrics: Metrics;
  /** Of the browsers that sessions get. */
  version: BrowserVersion;
}

export type App = ReturnType<typeof newApp>;

/** The HTTP side of the server, without its routes: what else is made logs to its log. */
export function newApp(options: ResolvedServerOptions) {
  return Fastify(httpOptions(options)).withTypeProvider<TypeBoxTypeProvider>();
}

/**
 * Gives the app all routes; WebSockets are given by `Upgrades`.
 *
 * @returns what counts requests, those for WebSockets too
 */
export async function addRoutes(
  app: App,
  options: ResolvedServerOptions,
  { access, sessions, store, metrics, version }: AppParts,
): Promise<RateLimiter> {
  const { requestsPerMinute } = options.limits;
  registerErrorHandler(app);
  countRequests(app, metrics);
  const limiter = await registerAccess(app, { access, requestsPerMinute });
  // Those that are worth it compress themselves, where their client accepts it.
  await app.register(compress, { global: false });
  await registerOpenApi(app, options);
  await app.register(healthRoutes, { store, isShuttingDown: () => sessions.isClosing });
  await app.register(metricsRoutes, { metrics });
  await app.register(bindingRoutes, { sessions });
  await app.register(viewerRoutes);
  const addresses = new Addresses(options.publicUrl);
  const stateOf = (sessionId: string) => sessions.recordingState(sessionId);
  for (const prefix of PREFIXES) {
    await app.register(sessionRoutes, { prefix, sessions, addresses });
    await app.register(jsonRoutes, { prefix, sessions, addresses });
    await app.register(rootJsonRoutes, { prefix, sessions, addresses, version });
    await app.register(recordingRoutes, { prefix, store, stateOf });
  }
  return limiter;
}

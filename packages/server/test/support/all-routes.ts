import type { RouteOptions } from "fastify";
import { createAccess } from "../../src/access/create-access.js";
import { addRoutes, newApp } from "../../src/app.js";
import { resolveServerOptions } from "../../src/config/resolve-server-options.js";
import type { ServerOptions } from "../../src/config/server-options.js";
import { createMetrics } from "../../src/http/metrics.js";

/** A route, as a request names it. */
export interface Route {
  method: string;
  /** With `:name` for a parameter. */
  url: string;
  scope: string | undefined;
}

/** The server's app with nothing behind its routes: who reaches one of a session gets an error. */
export async function appWithAllRoutes(options: ServerOptions = {}) {
  const resolved = resolveServerOptions({ logLevel: "silent", ...options });
  const app = newApp(resolved);
  const routes: Route[] = [];
  app.addHook("onRoute", (route) => void routes.push(...toRoutes(route)));
  await addRoutes(app, resolved, {
    access: createAccess(resolved),
    metrics: createMetrics(),
    sessions: {} as never,
    store: {} as never,
    version: {} as never,
  });
  await app.ready();
  return { app, routes, [Symbol.asyncDispose]: () => app.close() };
}

function toRoutes({ method, url, config }: RouteOptions): Route[] {
  return [method].flat().map((one) => ({ method: one, url, scope: config?.scope }));
}

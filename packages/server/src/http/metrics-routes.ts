import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";
import "./route-config.js";

/** Counts the requests of all routes that are added after it. */
export function countRequests(app: FastifyInstance, { httpRequests }: Metrics): void {
  app.addHook("onResponse", async ({ method, routeOptions }, { statusCode }) => {
    // The route's pattern: there are as many paths as clients like.
    httpRequests.inc({ method, route: routeOptions.url ?? "none", status: statusCode });
  });
}

/** `/metrics`, for Prometheus. */
export const metricsRoutes: FastifyPluginAsyncTypebox<{ metrics: Metrics }> = async (
  app,
  { metrics: { registry } },
) => {
  app.get(
    "/metrics",
    {
      config: { scope: "read" },
      schema: {
        summary: "What the server has counted, for Prometheus",
        tags: ["operation"],
        produces: ["text/plain"],
        response: { 200: Type.String() },
      },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
};

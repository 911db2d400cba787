import swagger from "@fastify/swagger";
import type { FastifyInstance, FastifySchema, RouteOptions } from "fastify";
import manifest from "../../package.json" with { type: "json" };
import "./route-config.js";

export interface OpenApiOptions {
  /** Where clients find the server; unless told, where they have found the document. */
  publicUrl?: string | undefined;
}

/** How a token is sent. */
const TOKEN_SCHEMES = {
  bearer: { type: "http", scheme: "bearer" },
  query: { type: "apiKey", in: "query", name: "token" },
} as const;

/**
 * Describes all routes that are added after it at `/openapi.json`, with the schemas that validate
 * their requests.
 */
export async function registerOpenApi(
  app: FastifyInstance,
  { publicUrl = "/" }: OpenApiOptions,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Pagereel",
        description: "Browsers for CDP clients, and the recordings of what they did.",
        version: manifest.version,
        license: { name: manifest.license, identifier: manifest.license },
      },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: TOKEN_SCHEMES },
    },
    transform: ({ schema, url, route }) => ({ schema: withSecurity(schema, route), url }),
  });
  app.get(
    "/openapi.json",
    { schema: { summary: "This document", tags: ["operation"] } },
    async () => app.swagger(),
  );
}

/** A scheme of the kinds here has no scopes in OpenAPI: the description names them. */
function withSecurity(schema: FastifySchema | undefined, { config }: RouteOptions): FastifySchema {
  const scope = config?.scope;
  if (!scope) return { ...schema };
  const needs = `Needs a token with the scope \`${scope}\`.`;
  return {
    ...schema,
    description: schema?.description ? `${schema.description}\n\n${needs}` : needs,
    security: Object.keys(TOKEN_SCHEMES).map((name) => ({ [name]: [] })),
  };
}

import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { appWithAllRoutes, type Route } from "./support/all-routes.js";

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: object[];
}

interface Document {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

async function documented(options = {}): Promise<{ document: Document; routes: Route[] }> {
  await using parts = await appWithAllRoutes(options);
  const answer = await parts.app.inject("/openapi.json");
  return { document: answer.json(), routes: parts.routes };
}

/** `GET /session/{id}`, as the document has a route. */
function named(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/:(\w+)/g, "{$1}")}`;
}

function operationsOf({ paths }: Document): [name: string, Operation][] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): [string, Operation] => [
      named(method, path),
      operation,
    ]),
  );
}

test("every route is in the document, and everything in the document is a route", async () => {
  const { document, routes } = await documented();
  const names = operationsOf(document).map(([name]) => name);
  // Fastify adds a HEAD to each GET.
  const known = routes.filter(({ method }) => method !== "HEAD");
  expect(names.sort()).toEqual(known.map(({ method, url }) => named(method, url)).sort());
  expect(names.length).toBeGreaterThan(30);
});

test("the document is OpenAPI 3.1", async () => {
  const { document } = await documented();
  const validator = new Validator();
  expect(await validator.validate({ ...document })).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("every operation says what it does", async () => {
  const { document } = await documented();
  const silent = operationsOf(document).filter(([, { summary, tags }]) => !summary || !tags);
  expect(silent.map(([name]) => name)).toEqual([]);
});

test("the document says which operations need a token, and with which scope", async () => {
  const { document } = await documented();
  const open = operationsOf(document).filter(([, { security }]) => !security);
  expect(open.map(([name]) => name).sort()).toEqual([
    "GET /",
    "GET /assets/{name}",
    "GET /healthz",
    "GET /openapi.json",
    "GET /readyz",
    "GET /sessions/{sessionId}",
  ]);
  expect(document.paths["/metrics"]?.get).toMatchObject({
    security: [{ bearer: [] }, { query: [] }],
    description: "Needs a token with the scope `read`.",
  });
});

test("the server's address is the public one", async () => {
  const { document } = await documented({ publicUrl: "https://reel.test/cdp" });
  expect(document.servers).toEqual([{ url: "https://reel.test/cdp" }]);
});

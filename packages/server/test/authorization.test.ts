import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SCOPES } from "../src/access/principal.js";
import { appWithAllRoutes, type Route } from "./support/all-routes.js";

/** Of each scope one token, named like it, that has only this. */
const TOKENS = SCOPES.map((scope) => ({
  name: scope,
  sha256: createHash("sha256").update(`${scope}-token`).digest("hex"),
  scopes: [scope],
}));

/** Those that are for everybody. */
const PUBLIC = [
  "/",
  "/assets/:name",
  "/healthz",
  "/openapi.json",
  "/readyz",
  "/sessions/:sessionId",
].flatMap((path) => [`GET ${path}`, `HEAD ${path}`]);

let parts: Awaited<ReturnType<typeof appWithAllRoutes>>;
beforeAll(async () => {
  const limits = { requestsPerMinute: Number.MAX_SAFE_INTEGER };
  parts = await appWithAllRoutes({ tokens: TOKENS, limits });
});
afterAll(() => parts.app.close());

/** The status of a request with a token, or with none. */
async function statusOf({ method, url }: Route, token?: string, headers = {}): Promise<number> {
  const path = url.replace(/:\w+/g, "x").replace("*", "x");
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await parts.app.inject({
    method: method as "GET",
    url: path,
    headers: { host: "localhost", ...authorization, ...headers },
  });
  return answer.statusCode;
}

function nameOf({ method, url }: Route): string {
  return `${method} ${url}`;
}

/** @returns the names of the routes for which it is not so */
async function exceptions(isSo: (route: Route) => Promise<boolean>): Promise<string[]> {
  const names: string[] = [];
  for (const route of parts.routes) {
    if (!(await isSo(route))) names.push(nameOf(route));
  }
  return names.sort();
}

describe("of all routes, only the public ones", () => {
  test("have no scope", async () => {
    expect(await exceptions(async ({ scope }) => scope !== undefined)).toEqual(PUBLIC.toSorted());
    expect(parts.routes.length).toBeGreaterThan(60);
  });

  test("can be reached without a token", async () => {
    expect(await exceptions(async (route) => (await statusOf(route)) === 401)).toEqual(
      PUBLIC.toSorted(),
    );
  });

  test("can be reached with a wrong token", async () => {
    const isRefused = async (route: Route) => (await statusOf(route, "nobody")) === 401;
    expect(await exceptions(isRefused)).toEqual(PUBLIC.toSorted());
  });

  test.each(SCOPES)(
    "can be reached with a token that has only another scope, such as %s",
    async (own) => {
      const isRefused = async (route: Route) =>
        route.scope === own || (await statusOf(route, `${own}-token`)) === 403;
      expect(await exceptions(isRefused)).toEqual(PUBLIC.toSorted());
    },
  );

  test("can be reached by pages of other origins, or under other names, with a token", async () => {
    for (const headers of [{ origin: "https://evil.test" }, { host: "evil.test" }]) {
      const isRefused = async (route: Route) =>
        (await statusOf(route, `${route.scope}-token`, headers)) === 403;
      expect(await exceptions(isRefused)).toEqual(PUBLIC.toSorted());
    }
  });
});

test("no page of another origin is told that it may read an answer, allowed or not", async () => {
  await using tools = await appWithAllRoutes({ allowedOrigins: ["https://tools.test"] });
  const told = new Set<string>();
  for (const { url } of tools.routes) {
    for (const method of ["GET", "OPTIONS"] as const) {
      for (const origin of ["https://tools.test", "https://evil.test"]) {
        const headers = { host: "localhost", origin, "access-control-request-method": "GET" };
        const answer = await tools.app.inject({ method, url: url.replace(/:\w+/g, "x"), headers });
        for (const name of Object.keys(answer.headers)) told.add(name);
      }
    }
  }
  expect([...told].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  expect(told).toContain("content-type");
});

test("a token with the scope reaches every route", async () => {
  const isReached = async (route: Route) =>
    ![401, 403].includes(await statusOf(route, `${route.scope}-token`));
  expect(await exceptions(isReached)).toEqual([]);
});

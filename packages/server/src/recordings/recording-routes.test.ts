import swagger from "@fastify/swagger";
import { memoryStore } from "@pagereel/core";
import Fastify, { type RouteOptions } from "fastify";
import { beforeEach, describe, expect, test } from "vitest";
import { makeRecordingsApi } from "../../test/support/recordings-api.js";
import { eventAt, SESSION, storeSession } from "../../test/support/stored-sessions.js";
import { liveStore } from "./live-store.js";
import { recordingRoutes } from "./recording-routes.js";

const PREFIX = "/client/v4/accounts/:account/browser-run";

describe("all routes, under several prefixes", () => {
  const store = liveStore(memoryStore());
  let app: ReturnType<typeof Fastify>;
  let routes: RouteOptions[];
  beforeEach(async () => {
    app = Fastify();
    routes = [];
    await app.register(swagger, { openapi: { info: { title: "Pagereel", version: "1" } } });
    app.addHook("onRoute", (route: RouteOptions) => void routes.push(route));
    for (const prefix of ["", PREFIX]) {
      await app.register(recordingRoutes, { prefix, store, stateOf: () => undefined });
    }
    await app.ready();
  });

  test("say what a token must allow", () => {
    const table = routes.map(({ method, url, config }) => `${method} ${url} ${config?.scope}`);
    const expected = [
      "GET /recordings read",
      "GET /recording/:sessionId read",
      "GET /recording/:sessionId/manifest read",
      "GET /recording/:sessionId/segments/:targetId/:number read",
      "GET /recording/:sessionId/live read",
      "DELETE /recording/:sessionId delete",
      "PUT /ingest/sessions/:sessionId/segments/:targetId/:number write",
      "PUT /ingest/sessions/:sessionId/manifest write",
    ];
    const withHead = expected.flatMap((line) =>
      line.startsWith("GET") && !line.includes("/live")
        ? [line, line.replace("GET", "HEAD")]
        : [line],
    );
    const below = withHead.map((line) => line.replace(" /", ` ${PREFIX}/`));
    expect(table.sort()).toEqual([...withHead, ...below].sort());
  });

  test("are described by the schemas that check them", () => {
    const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, object>> };
    expect(Object.keys(paths)).toHaveLength(14);
    for (const [path, { get, put, delete: remove }] of Object.entries(paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of [get, put, remove].filter((one) => one !== undefined)) {
        const { parameters = [] } = operation as { parameters?: { in: string; name: string }[] };
        const described = parameters.filter((one) => one.in === "path").map(({ name }) => name);
        expect(described.sort(), path).toEqual(inPath.sort());
      }
    }
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    for (const operation of operations) {
      expect(operation).toMatchObject({
        summary: expect.any(String),
        tags: [expect.any(String)],
        responses: { 400: expect.anything(), 401: expect.anything(), 403: expect.anything() },
      });
    }
    expect(paths["/recording/{sessionId}"]?.get).toMatchObject({
      responses: { 200: { content: { "application/json": {}, "application/x-ndjson": {} } } },
    });
  });
});

test("an error is not to be kept by anyone, and says nothing of the machine", async () => {
  const stored = memoryStore();
  await using api = await makeRecordingsApi({
    ...stored,
    name: "file store at /home/someone",
    readManifest: async () => {
      throw new Error("EACCES /home/someone/manifest.json");
    },
  });
  await storeSession(stored, { A: [[eventAt(0)]] });
  for (const path of ["", "/manifest", "/segments/A/1", "/live"]) {
    const answer = await api.app.inject(`/recording/${SESSION}${path}`);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.body).not.toContain("someone");
  }
});

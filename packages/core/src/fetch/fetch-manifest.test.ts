import { sampleManifest } from "@pagereel/testing/recordings";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { SESSION, storeSession } from "../../test/support/stored-session.js";
import { memoryStore } from "../stores/memory-store.js";
import { fetchManifest } from "./fetch-manifest.js";

const baseUrl = "https://records.example";
const address = `${baseUrl}/client/v4/accounts/local/browser-rendering/recording/${SESSION}/manifest`;

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test("reads the manifest of a store", async () => {
  const store = memoryStore();
  await storeSession(store, { T: [[1, 2]] }, { state: "partial" });
  expect(await fetchManifest(SESSION, { store })).toMatchObject({ state: "partial" });
});

test("reads the manifest of a server, with the token", async () => {
  const manifest = sampleManifest({ sessionId: SESSION });
  server.use(
    http.get(address, ({ request }) => {
      expect(request.headers.get("authorization")).toBe("Bearer secret");
      return Response.json(manifest);
    }),
  );
  expect(await fetchManifest(SESSION, { baseUrl, apiToken: "secret" })).toEqual(manifest);
});

test.each([
  ["does not know the path", () => new Response("", { status: 404 })],
  ["refuses the path", () => new Response("", { status: 403 })],
  ["answers something else", () => Response.json({ success: true, result: {} })],
])("a server that %s has no manifest", async (_name, answer) => {
  server.use(http.get(address, answer));
  expect(await fetchManifest(SESSION, { baseUrl })).toBeUndefined();
});

test("a manifest of a newer format is an error", async () => {
  server.use(http.get(address, () => Response.json({ version: 99 })));
  await expect(fetchManifest(SESSION, { baseUrl })).rejects.toMatchObject({
    code: "UNSUPPORTED_VERSION",
  });
});

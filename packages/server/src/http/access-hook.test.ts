import Fastify from "fastify";
import { expect, test } from "vitest";
import type { Access } from "../access/principal.js";
import { registerAccess } from "./access-hook.js";
import { ApiError } from "./api-error.js";
import { registerErrorHandler } from "./error-handler.js";

/** Takes the name in the Authorization header for who asks; each may read. */
const access: Access = {
  authorize({ headers: { authorization: name } }, scope) {
    if (!name) throw new ApiError(401, "unauthorized", "There is no token.");
    if (scope !== "read") throw new ApiError(403, "forbidden", "Not this.");
    return { name: String(name), scopes: new Set(["read"] as const) };
  },
};

async function createApp(requestsPerMinute = 100) {
  const app = Fastify();
  registerErrorHandler(app);
  const limiter = await registerAccess(app, { access, requestsPerMinute });
  app.get("/public", async ({ principal }) => ({ by: principal?.name ?? null }));
  const read = async ({ principal }: { principal?: { name: string } }) => ({ by: principal?.name });
  app.get("/read", { config: { scope: "read" } }, read);
  app.get("/delete", { config: { scope: "delete" } }, read);
  const get = (url: string, name?: string, remoteAddress = "10.0.0.1") =>
    app.inject({ url, remoteAddress, ...(name && { headers: { authorization: name } }) });
  return { app, limiter, get, [Symbol.asyncDispose]: () => app.close() };
}

test("a route knows who asks", async () => {
  await using app = await createApp();
  expect((await app.get("/read", "ada")).json()).toEqual({ by: "ada" });
});

test.each([
  ["/read", undefined, 401],
  ["/delete", "ada", 403],
  ["/public", undefined, 200],
  ["/public", "ada", 200],
  ["/nothing", undefined, 404],
])("%s for %s: %i", async (url, name, status) => {
  await using app = await createApp();
  expect((await app.get(url, name)).statusCode).toBe(status);
});

test("nobody is known on a public route", async () => {
  await using app = await createApp();
  expect((await app.get("/public", "ada")).json()).toEqual({ by: null });
});

test("a route is not reached, nor is a body read, without permission", async () => {
  await using parts = await createApp();
  const reached: string[] = [];
  parts.app.addHook("preParsing", async () => void reached.push("body"));
  parts.app.post("/write", { config: { scope: "write" } }, async () => void reached.push("route"));
  const answer = await parts.app.inject({
    method: "POST",
    url: "/write",
    headers: { authorization: "ada" },
    payload: { a: 1 },
  });
  expect(answer.statusCode).toBe(403);
  expect(reached).toEqual([]);
});

test("a token that asks too often is told when to come again; others may go on", async () => {
  await using app = await createApp(2);
  for (const _ of "12") expect((await app.get("/read", "ada")).statusCode).toBe(200);
  const refused = await app.get("/read", "ada", "10.0.0.2");
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect(refused.json().errors).toEqual([
    {
      code: 429,
      reason: "too-many-requests",
      message: expect.stringContaining("more than 2 requests within a minute"),
    },
  ]);
  expect((await app.get("/read", "bob")).statusCode).toBe(200);
});

test.each(["/read", "/nothing", "/public"])(
  "an address without a token can ask %s only so often",
  async (url) => {
    await using app = await createApp(2);
    for (const _ of "12") expect((await app.get(url)).statusCode).not.toBe(429);
    expect((await app.get(url)).statusCode).toBe(429);
    expect((await app.get(url, undefined, "10.0.0.2")).statusCode).not.toBe(429);
  },
);

test("an address cannot be changed within an IPv6 network", async () => {
  await using app = await createApp(1);
  expect((await app.get("/public", undefined, "2001:db8::1")).statusCode).toBe(200);
  expect((await app.get("/public", undefined, "2001:db8::2")).statusCode).toBe(429);
  expect((await app.get("/public", undefined, "2001:db8:1::1")).statusCode).toBe(200);
});

test("what Fastify does not see is counted with the rest", async () => {
  await using app = await createApp(2);
  const sender = {
    principal: { name: "ada", scopes: new Set(["read"] as const) },
    address: "10.0.0.1",
  };
  await app.limiter.count(sender);
  expect((await app.get("/read", "ada")).statusCode).toBe(200);
  await expect(app.limiter.count(sender)).rejects.toMatchObject({
    status: 429,
    reason: "too-many-requests",
    retryAfterSeconds: expect.any(Number),
  });
  expect((await app.get("/read", "ada")).statusCode).toBe(429);
});

import { Writable } from "node:stream";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { ApiError } from "./api-error.js";
import { registerErrorHandler } from "./error-handler.js";
import { httpOptions } from "./http-options.js";
import { loggerOptions } from "./request-log.js";

/** An app, and what it logs. */
function createApp() {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  const logger = { ...loggerOptions("info"), stream };
  const app = Fastify({ ...httpOptions({ logLevel: "info" }), logger });
  registerErrorHandler(app);
  return { app, lines, [Symbol.asyncDispose]: () => app.close() };
}

const SECRETS = {
  url: "/session/1?token=s3cret&url=https://s3cret.test",
  headers: { authorization: "Bearer s3cret", cookie: "a=s3cret" },
};

test("a request is one line, without its query and headers", async () => {
  await using parts = createApp();
  const { app, lines } = parts;
  app.decorateRequest("principal");
  app.get("/session/:id", async (request) => {
    request.principal = { name: "ci", scopes: new Set() };
    return "session";
  });
  await app.inject(SECRETS);
  expect(lines).toEqual([
    expect.objectContaining({
      msg: "request",
      reqId: "req-1",
      method: "GET",
      path: "/session/1",
      status: 200,
      ms: expect.any(Number),
      by: "ci",
    }),
  ]);
  expect(JSON.stringify(lines)).not.toContain("s3cret");
});

test("whoever logs a whole request logs no secret", async () => {
  await using parts = createApp();
  const { app, lines } = parts;
  app.get("/session/:id", async (request, reply) => {
    const { headers } = request;
    request.log.info({ req: request, res: reply, headers }, "all of it");
    request.log.info({ asked: { headers } }, "deeper");
    request.log.info({ authorization: "s3cret", asked: { token: "s3cret" } }, "by name");
    return "session";
  });
  await app.inject(SECRETS);
  expect(lines.map(({ msg }) => msg)).toEqual(["all of it", "deeper", "by name", "request"]);
  expect(JSON.stringify(lines)).not.toContain("s3cret");
});

test("an error of the server is logged with its reason, one of the client is not", async () => {
  await using parts = createApp();
  const { app, lines } = parts;
  app.get("/session/:id", async () => {
    throw new Error("the reason");
  });
  app.get("/refused", async () => {
    throw new ApiError(403, "forbidden", "No.");
  });
  await app.inject(SECRETS);
  await app.inject("/refused");
  await app.inject("/nothing?token=s3cret");
  await app.inject("/%zz?token=s3cret");
  expect(lines.map(({ msg, status }) => [msg, status])).toEqual([
    ["request failed", undefined],
    ["request", 500],
    ["request", 403],
    ["request", 404],
  ]);
  expect(lines[0]).toMatchObject({ level: 50, err: { message: "the reason" } });
  expect(JSON.stringify(lines)).not.toContain("s3cret");
});

import { RecordingError, type RecordingErrorCode } from "@pagereel/core";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { ApiError } from "./api-error.js";
import { registerErrorHandler } from "./error-handler.js";
import { httpOptions } from "./http-options.js";

/** An app whose routes fail with an error. */
function failingApp(error: unknown) {
  const app = Fastify(httpOptions({ logLevel: "silent" }));
  registerErrorHandler(app);
  const schema = { querystring: { type: "object", properties: { limit: { type: "integer" } } } };
  for (const path of ["/fail", "/v1/fail"]) {
    app.all(path, { schema, bodyLimit: 10 }, async () => {
      throw error;
    });
  }
  return app;
}

async function answerTo(url: string, error: unknown = new Error("unexpected"), request = {}) {
  await using app = failingApp(error);
  return await app.inject({ method: "GET", url, ...request });
}

function envelope(code: number, reason: string, message: string | RegExp) {
  return {
    success: false,
    errors: [
      {
        code,
        reason,
        message: message instanceof RegExp ? expect.stringMatching(message) : message,
      },
    ],
    messages: [],
    result: null,
  };
}

test("an ApiError is told as it is", async () => {
  const error = new ApiError(429, "too-many-requests", "Too many browsers run.", 2.1);
  const answer = await answerTo("/fail", error);
  expect(answer.statusCode).toBe(429);
  expect(answer.json()).toEqual(envelope(429, "too-many-requests", "Too many browsers run."));
  expect(answer.headers).toMatchObject({
    "retry-after": "3",
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
});

test("Cloudflare's clients get a sentence", async () => {
  const error = new ApiError(429, "too-many-requests", "Too many browsers run.", 2);
  const answer = await answerTo("/v1/fail", error);
  expect(answer.statusCode).toBe(429);
  expect(answer.body).toBe("Too many browsers run.");
  expect(answer.headers).toMatchObject({
    "retry-after": "2",
    "content-type": "text/plain; charset=utf-8",
  });
});

test("a client without a token is told how to send one", async () => {
  const answer = await answerTo("/fail", new ApiError(401, "unauthorized", "There is no token."));
  expect(answer.headers["www-authenticate"]).toBe("Bearer");
});

test.each(["/nothing", "/v1/nothing", "/nothing?token=s3cret"])("%s is not there", async (url) => {
  const answer = await answerTo(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.body).toContain("There is nothing at this path with this method.");
  expect(answer.body).not.toContain("s3cret");
});

test("a request that does not fit its schema", async () => {
  const answer = await answerTo("/fail?limit=many");
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual(
    envelope(400, "bad-request", "Invalid request: querystring/limit must be integer."),
  );
});

test.each([
  [{ body: "{", headers: { "content-type": "application/json" } }, 400, "bad-request"],
  [{ body: "x".repeat(11), headers: { "content-type": "text/plain" } }, 413, "too-large"],
  [{ body: "x", headers: { "content-type": "image/png" } }, 415, "bad-request"],
])("a body that cannot be read: %j", async (request, status, reason) => {
  const answer = await answerTo("/fail", undefined, { method: "POST", ...request });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual(envelope(status, reason, /./));
});

test("a path that is malformed", async () => {
  const answer = await answerTo("/%zz");
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual(envelope(400, "bad-request", /valid url/));
});

const unexpected: [string, unknown][] = [
  ["an error", new Error("ENOENT: open '/home/s3cret'")],
  ["an error with a status", Object.assign(new Error("s3cret"), { statusCode: 418 })],
  ["a text", "s3cret"],
  ["nothing", undefined],
  ["null", null],
];

test.each(unexpected)("%s that nobody expected is not told", async (_, error) => {
  const answer = await answerTo("/fail", error);
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toEqual(envelope(500, "internal", /its log has the reason, at .*"req-/));
  expect(answer.body).not.toContain("s3cret");
});

test.each<[RecordingErrorCode, number, string]>([
  ["RECORDING_NOT_FOUND", 404, "recording-not-found"],
  ["INVALID_RECORDING", 500, "recording-damaged"],
  ["STORE_READ_FAILED", 503, "internal"],
  ["ATTACH_FAILED", 500, "internal"],
  ["INVALID_SESSION_ID", 400, "bad-request"],
  ["INVALID_OPTIONS", 400, "bad-request"],
])("core's %s", async (code, status, reason) => {
  const answer = await answerTo("/fail", new RecordingError(code, "what happened"));
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual(envelope(status, reason, /./));
});

test("the path of a store is not told", async () => {
  const error = new RecordingError("STORE_READ_FAILED", 'the file store at "/home/s3cret"');
  expect((await answerTo("/fail", error)).body).not.toContain("s3cret");
});

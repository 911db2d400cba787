import Fastify from "fastify";
import { expect, test, vi } from "vitest";
import { registerErrorHandler } from "./error-handler.js";
import { type HealthOptions, healthRoutes } from "./health.js";

async function createApp(
  listSessions: HealthOptions["store"]["listSessions"],
  isShuttingDown = () => false,
) {
  const app = Fastify();
  registerErrorHandler(app);
  await app.register(healthRoutes, { store: { listSessions }, isShuttingDown });
  return app;
}

const NONE = { sessionIds: [] };

test("a server is alive, and ready with its store", async () => {
  await using app = await createApp(async () => NONE);
  expect((await app.inject("/healthz")).json()).toEqual({ status: "ok" });
  expect((await app.inject("/readyz")).json()).toEqual({ status: "ready" });
});

test("while it shuts down it is alive, and not ready", async () => {
  const shutdown = { begun: false };
  await using app = await createApp(
    async () => NONE,
    () => shutdown.begun,
  );
  expect((await app.inject("/readyz")).statusCode).toBe(200);
  shutdown.begun = true;
  const answer = await app.inject("/readyz");
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toBe("5");
  expect(answer.json().errors[0].reason).toBe("shutting-down");
  expect((await app.inject("/healthz")).statusCode).toBe(200);
});

test("without its store it is not ready, and does not say where that is", async () => {
  await using app = await createApp(async () => {
    throw new Error("EACCES: /home/s3cret");
  });
  const answer = await app.inject("/readyz");
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("The store cannot be read");
  expect(answer.body).not.toContain("s3cret");
  expect((await app.inject("/healthz")).statusCode).toBe(200);
});

test("the store is asked once for all that ask at the same time, and again later", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  try {
    let calls = 0;
    let fails = true;
    await using app = await createApp(async () => {
      calls++;
      if (fails) throw new Error("away");
      return NONE;
    });
    await Promise.all([1, 2, 3].map(() => app.inject("/readyz")));
    expect(calls).toBe(1);
    fails = false;
    expect((await app.inject("/readyz")).statusCode).toBe(503);
    vi.advanceTimersByTime(5001);
    expect((await app.inject("/readyz")).statusCode).toBe(200);
    expect(calls).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test("a store that never answers is no store", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const asked = Promise.withResolvers<void>();
    await using app = await createApp(() => {
      asked.resolve();
      return new Promise(() => undefined);
    });
    const answer = app.inject("/readyz");
    await asked.promise;
    await vi.advanceTimersByTimeAsync(5000);
    expect((await answer).statusCode).toBe(503);
  } finally {
    vi.useRealTimers();
  }
});

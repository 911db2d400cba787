import Fastify from "fastify";
import { expect, test } from "vitest";
import { createMetrics } from "./metrics.js";
import { countRequests, metricsRoutes } from "./metrics-routes.js";

async function createApp() {
  const app = Fastify();
  const metrics = createMetrics();
  countRequests(app, metrics);
  await app.register(metricsRoutes, { metrics });
  app.get("/session/:id", async () => "session");
  return { app, metrics, [Symbol.asyncDispose]: () => app.close() };
}

test("what was counted is told in the form of Prometheus", async () => {
  await using parts = await createApp();
  const { app, metrics } = parts;
  metrics.sessionsActive.set(2);
  metrics.sessionsEnded.inc({ reason: "idle" });
  metrics.acquisitionsRefused.inc({ cause: "queue-full" });
  metrics.acquisitionSeconds.observe(0.3);
  metrics.toBrowser.messages.inc(3);
  metrics.toClient.bytes.inc(1000);
  metrics.recordingsFinalized.inc({ state: "final" });
  const answer = await app.inject("/metrics");
  expect(answer.headers["content-type"]).toMatch(/^text\/plain; version=/);
  const lines = answer.body.split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "pagereel_sessions_active 2",
      'pagereel_sessions_ended_total{reason="idle"} 1',
      'pagereel_acquisitions_refused_total{cause="queue-full"} 1',
      'pagereel_acquisition_seconds_bucket{le="0.25"} 0',
      'pagereel_acquisition_seconds_bucket{le="0.5"} 1',
      'pagereel_cdp_messages_total{direction="to_browser"} 3',
      'pagereel_cdp_messages_total{direction="to_client"} 0',
      'pagereel_cdp_bytes_total{direction="to_client"} 1000',
      'pagereel_recordings_finalized_total{state="final"} 1',
      expect.stringMatching(/^process_resident_memory_bytes \d+/),
    ]),
  );
});

test("requests are counted by route, never by what clients write into a path", async () => {
  await using parts = await createApp();
  const { app } = parts;
  await app.inject("/session/1?token=s3cret");
  await app.inject("/session/s3cret");
  await app.inject("/s3cret");
  const { body } = await app.inject("/metrics");
  expect(body).toContain(
    'pagereel_http_requests_total{method="GET",route="/session/:id",status="200"} 2',
  );
  expect(body).toContain('pagereel_http_requests_total{method="GET",route="none",status="404"} 1');
  expect(body).not.toContain("s3cret");
});

test("two servers of a process count for themselves", async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.sessionsActive.set(5);
  expect(await other.registry.metrics()).toContain("pagereel_sessions_active 0");
});

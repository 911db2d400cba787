import { fetchRecording } from "@pagereel/core";
import { type S3Server, startS3Server } from "@pagereel/testing/s3-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let bucket: S3Server;
let servers: TestServer[];

beforeAll(async () => {
  bucket = await startS3Server();
  const { endpoint, credentials } = bucket;
  const s3 = { bucket: bucket.bucket, endpoint, credentials, region: "us-east-1" };
  servers = await Promise.all([1, 2].map(() => startTestServer({ store: { s3 } })));
});

afterAll(async () => {
  for (const server of servers) await server.close();
  await bucket.close();
});

test("each server of a bucket answers for all recordings, of those that go on as well", async () => {
  const [records, reads] = servers as [TestServer, TestServer];
  const client = await RawClient.connect(`${records.webSocketUrl}/devtools/browser?recording=true`);
  const { sessionId } = client;
  const page = await client.open("data:text/html,<h1 id=mark>one</h1>");
  await client.evaluate("document.querySelector('h1').textContent = 'in the bucket'", page);

  const partial = `${reads.url}/recording/${sessionId}?partial=true&format=ndjson`;
  const text = async () => (await fetch(partial)).text();
  await expect.poll(text).toContain("in the bucket");
  const early = await fetch(`${reads.url}/recording/${sessionId}`);
  expect(early.status).toBe(404);
  expect(await early.json()).toMatchObject({ errors: [{ reason: "recording-running" }] });
  const live = await fetch(`${reads.url}/recording/${sessionId}/live`);
  const ended = live.text();

  await client.call("Browser.close");
  // It polls the bucket for what another server writes.
  const heard = await ended;
  expect(heard).toContain("in the bucket");
  expect(heard).toContain("event: end");
  const recordings = await Promise.all(
    servers.map(({ url }) => fetchRecording(sessionId, { baseUrl: url, waitUntilFinished: true })),
  );
  expect(recordings[1]).toEqual(recordings[0]);
  expect(JSON.stringify(recordings[0]?.events)).toContain("in the bucket");
});

import { once } from "node:events";
import { get } from "node:http";
import { json } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

test("a session is told of as it goes: recording, live, finalized, deleted", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const url = `${server.webSocketUrl}/devtools/browser?recording=true&metadata.test=login`;
  const client = await RawClient.connect(url);
  const { sessionId } = client;
  const page = await client.open("data:text/html,<title>Paid</title><h1 id=mark>one</h1>");
  const path = `${server.url}/recording/${sessionId}`;

  const early = await fetch(path);
  expect(early.status).toBe(404);
  expect(await early.json()).toMatchObject({ errors: [{ reason: "recording-running" }] });
  const running = await fetch(`${server.url}/recording/${sessionId}`, { method: "DELETE" });
  expect(running.status).toBe(409);

  const live = await fetch(`${path}/live`);
  const reader = (live.body as ReadableStream<Uint8Array>).getReader();
  const heard: string[] = [];
  const listening = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard.push(Buffer.from(value).toString());
    }
  })();
  await client.evaluate("document.querySelector('h1').textContent = 'while it goes'", page);
  await expect.poll(() => heard.join("")).toContain("while it goes");

  await client.call("Browser.close");
  await listening;
  expect(heard.join("")).toContain("event: end");
  const { result } = await server.json<{ result: { sessionId: string; duration: number } }>(
    `/recording/${sessionId}`,
  );
  expect(result).toMatchObject({ sessionId, duration: expect.any(Number) });

  const listed = await server.json<{ result: object[] }>("/recordings?metadata.test=login&q=paid");
  expect(listed.result).toMatchObject([{ sessionId, state: "final", reason: "closed" }]);
  expect((await fetch(path, { method: "DELETE" })).ok).toBe(true);
  expect((await fetch(path)).status).toBe(404);
});

test("a recording is compressed for who accepts that", async () => {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser?recording=true`);
  const page = await client.open("data:text/html,<p>one</p>");
  await client.evaluate("document.querySelector('p').textContent = 'x'.repeat(100000)", page);
  await client.call("Browser.close");
  const path = `${server.url}/recording/${client.sessionId}`;
  await expect.poll(async () => (await fetch(path)).status).toBe(200);
  const request = get(path, { headers: { "accept-encoding": "gzip" } });
  const [response] = await once(request, "response");
  expect(response.headers["content-encoding"]).toBe("gzip");
  const body = await json(response.pipe(createGunzip()));
  expect(body).toMatchObject({ success: true, result: { sessionId: client.sessionId } });
});

import CDP from "chrome-remote-interface";
import { expect, onTestFinished, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

interface Listed {
  id: string;
  url: string;
  webSocketDebuggerUrl: string;
}

async function start() {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const { hostname: host, port } = new URL(server.url);
  return { server, address: { host, port: Number(port) } };
}

test("the server looks like a browser to a client of a browser's port", async () => {
  const { server, address } = await start();
  const version = (await CDP.Version(address)) as unknown as Record<string, string>;
  expect(version.Browser).toMatch(/^(Headless)?Chrome\//);
  expect(version.webSocketDebuggerUrl).toBe(
    `${server.webSocketUrl}/devtools/browser/${version.sessionId}`,
  );
  const protocol = await CDP.Protocol(address);
  expect(protocol.domains.map(({ domain }) => domain)).toContain("Runtime");
  expect(await CDP.List(address)).toEqual([]);

  const opened = await CDP.New({ ...address, url: "data:text/html,<title>new</title>" });
  const listed = await CDP.List(address);
  expect(listed.map(({ id }) => id)).toContain(opened.id);
  await CDP.Activate({ ...address, id: opened.id });
  const client = await CDP({ ...address, target: opened.webSocketDebuggerUrl });
  const title = async () =>
    (await client.Runtime.evaluate({ expression: "document.title" })).result.value;
  await expect.poll(title).toBe("new");
  const gone = new Promise((resolve) => client.on("disconnect", () => resolve(true)));
  await CDP.Close({ ...address, id: opened.id });
  expect(await gone).toBe(true);
});

test("a session tells of its browser and its pages", async () => {
  const { server } = await start();
  const acquired = await server.json<{ sessionId: string; targets: Listed[] }>(
    "/client/v4/accounts/acc/browser-rendering/devtools/browser?targets=true",
    { method: "POST" },
  );
  expect(acquired.targets[0]?.url).toBe("about:blank");
  const base = `/client/v4/accounts/acc/browser-rendering/devtools/browser/${acquired.sessionId}`;
  const address = `${server.webSocketUrl}${base}`;
  const version = await server.json<Record<string, string>>(`${base}/json/version`);
  expect(version).toMatchObject({ webSocketDebuggerUrl: address, sessionId: acquired.sessionId });
  const url = "data:text/html,one";
  const created = await server.json<Listed>(`${base}/json/new?url=${encodeURIComponent(url)}`, {
    method: "PUT",
  });
  expect(created).toMatchObject({ url, webSocketDebuggerUrl: `${address}/page/${created.id}` });
  expect(await server.json(`${base}/json/list/${created.id}`)).toMatchObject({ url });
  const listed = await server.json<Listed[]>(`${base}/json/list`);
  expect(listed.map(({ id }) => id)).toContain(created.id);
  const activated = await fetch(`${server.url}${base}/json/activate/${created.id}`);
  expect(await activated.text()).toBe("Target activated");
  const closed = await fetch(`${server.url}${base}/json/close/${created.id}`, { method: "DELETE" });
  expect(await closed.text()).toBe("Target is closing");
  await expect
    .poll(async () => (await server.json<Listed[]>(`${base}/json`)).map(({ id }) => id))
    .not.toContain(created.id);
  for (const path of [`list/${created.id}`, "activate/none", "close/none", "list/a%2Fb"]) {
    expect([400, 404]).toContain((await fetch(`${server.url}${base}/json/${path}`)).status);
  }
  const refused = await fetch(`${server.url}${base}/json/new?file:///etc/passwd`, {
    method: "PUT",
  });
  expect(refused.status).toBe(403);
});

test("a session tells of itself", async () => {
  const { server } = await start();
  const { sessionId } = await server.json<{ sessionId: string }>(
    "/devtools/browser?recording=true&keep_alive=20000",
    { method: "POST" },
  );
  const webSocketDebuggerUrl = `${server.webSocketUrl}/devtools/browser/${sessionId}`;
  const common = {
    sessionId,
    startTime: expect.any(Number),
    isRecording: true,
    keepAliveMs: 20000,
  };
  const paths = [`/devtools/session/${sessionId}`, `/devtools/browser/${sessionId}`];
  for (const path of paths) {
    expect(await server.json(path)).toEqual({ ...common, webSocketDebuggerUrl });
  }
  using _ = await RawClient.connect(webSocketDebuggerUrl);
  for (const path of paths) {
    expect(await server.json(path)).toEqual({
      ...common,
      connectionId: expect.stringMatching(/^[\da-f-]{36}$/),
      connectionStartTime: expect.any(Number),
      webSocketDebuggerUrl,
    });
  }
});

test("a session that is only reserved says that its browser is still to come", async () => {
  const { server } = await start();
  const { sessionId } = await server.json<{ sessionId: string }>("/json/version");
  const answer = await fetch(`${server.url}/devtools/browser/${sessionId}/json`);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain("has no browser yet");
});

test("no browser starts for a page that may not be opened", async () => {
  const { server } = await start();
  const refused = await fetch(`${server.url}/json/new?file:///etc/passwd`, { method: "PUT" });
  expect(refused.status).toBe(403);
  expect(await server.json("/v1/history")).toEqual({ history: [] });
});

test("a page's own socket is one more client of the session", async () => {
  const { server } = await start();
  const browser = await RawClient.connect(`${server.webSocketUrl}/devtools/browser`);
  onTestFinished(() => browser.socket.terminate());
  await browser.open("data:text/html,<title>shared</title>");
  const { targetInfos } = await browser.call<{
    targetInfos: { targetId: string; url: string }[];
  }>("Target.getTargets");
  const target = targetInfos.find(({ url }) => url.includes("shared"));
  const page = await RawClient.connect(`${server.webSocketUrl}/devtools/page/${target?.targetId}`);
  expect(page.sessionId).toBe(browser.sessionId);
  const params = { expression: "document.title" };
  expect(await page.call("Runtime.evaluate", params)).toMatchObject({
    result: { value: "shared" },
  });
  page.socket.close();
  expect(await page.closed).toMatchObject({ code: 1005 });
  expect(await browser.call("Browser.getVersion")).toHaveProperty("product");
});

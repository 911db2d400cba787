import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { type FixtureSite, ReplayBrowser, startFixtureSite } from "@pagereel/testing";
import CDP from "chrome-remote-interface";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { markIn, startTestServer, type TestServer } from "../support/test-server.js";

const MCP = join(
  dirname(createRequire(import.meta.url).resolve("chrome-devtools-mcp/package.json")),
  "build/src/bin/chrome-devtools-mcp.js",
);
const RECORDING = "recording=true&keep_alive=60000";
const CLOUDFLARE = "/client/v4/accounts/acc123/browser-rendering";

let server: TestServer;
let site: FixtureSite;
let replayBrowser: ReplayBrowser;

beforeAll(async () => {
  [server, site, replayBrowser] = await Promise.all([
    startTestServer(),
    startFixtureSite(),
    ReplayBrowser.launch(),
  ]);
});

afterAll(async () => {
  await server.close();
  await site.close();
  await replayBrowser.close();
});

const addMark = (who: string) =>
  `document.body.insertAdjacentHTML("beforeend", "<h1 id=mark>${who} was here</h1>")`;

async function expectMark(sessionId: string, who: string): Promise<void> {
  const recording = await server.recordingOf(sessionId);
  expect(await markIn(recording, replayBrowser)).toBe(`${who} was here`);
}

describe("a recording session of", () => {
  test.each([
    `/devtools/browser?${RECORDING}`,
    `${CLOUDFLARE}/devtools/browser?${RECORDING}`,
    `${CLOUDFLARE.replace("rendering", "run")}/devtools/browser?${RECORDING}`,
  ])("Puppeteer, which closes the browser: %s", async (path) => {
    const browser = await puppeteer.connect({ browserWSEndpoint: server.webSocketUrl + path });
    const { sessionId } = await server.onlySession();
    const page = await browser.newPage();
    await page.goto(`${site.origin}/plain.html`);
    await page.evaluate(addMark("Puppeteer"));
    await browser.close();
    await expectMark(sessionId, "Puppeteer");
  });

  test("Puppeteer, by an http address", async () => {
    const browser = await puppeteer.connect({ browserURL: server.url });
    const page = await browser.newPage();
    await page.goto(`${site.origin}/plain.html`);
    expect(await page.title()).toBe("A plain page");
    await browser.close();
  });

  test.each(["ws", "http"])("Playwright, by a %s address", async (scheme) => {
    const path = scheme === "ws" ? "/devtools/browser" : "/";
    const address = `${server.url.replace("http", scheme)}${path}?${RECORDING}`;
    const browser = await chromium.connectOverCDP(address);
    const { sessionId } = await server.onlySession();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript("window.early = document.documentElement === null");
    await page.goto(`${site.origin}/plain.html`);
    await page.evaluate(addMark("Playwright"));
    // It only drops its socket: the session goes on until its keep-alive.
    await browser.close();
    await expectMark(sessionId, "Playwright");
  });

  test("chrome-remote-interface", async () => {
    const acquired = await acquire();
    const client = await CDP({ target: acquired.webSocketDebuggerUrl });
    const { targetId } = await client.Target.createTarget({ url: `${site.origin}/plain.html` });
    const { sessionId } = await client.Target.attachToTarget({ targetId, flatten: true });
    const send = client.send.bind(client) as unknown as (
      method: string,
      params: object,
      sessionId: string,
    ) => Promise<{ result?: { value?: unknown } }>;
    const run = (expression: string) => send("Runtime.evaluate", { expression }, sessionId);
    await expect
      .poll(async () => (await run("document.readyState")).result?.value)
      .toBe("complete");
    await run(addMark("chrome-remote-interface"));
    await client.close();
    await expectMark(acquired.sessionId, "chrome-remote-interface");
  });

  test("a WebSocket and nothing else", async () => {
    using client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser?${RECORDING}`);
    const { sessionId } = client;
    expect(await client.call("Cloudflare.getSessionId")).toEqual({ sessionId });
    const page = await client.open(`${site.origin}/plain.html`);
    const state = () => client.evaluate("document.readyState", page);
    await expect.poll(state).toBe("complete");
    await client.evaluate(addMark("WebSocket"), page);
    await client.call("Browser.close");
    expect(await client.closed).toEqual({ code: 1000, reason: "closed" });
    await expectMark(sessionId, "WebSocket");
  });

  test("chrome-devtools-mcp, as an agent uses it", async () => {
    const { sessionId, webSocketDebuggerUrl } = await acquire();
    await visitAsAgent(["--wsEndpoint", webSocketDebuggerUrl]);
    await expectMark(sessionId, "The agent");
  });

  test("chrome-devtools-mcp with a token in its headers, which comes back to its session", async () => {
    const token = "a-token-for-the-agent";
    const sha256 = createHash("sha256").update(token).digest("hex");
    const tokens = [{ name: "agent", sha256, scopes: ["drive" as const, "read" as const] }];
    await using guarded = await startTestServer({ tokens });
    const endpoint = `${guarded.webSocketUrl}/devtools/browser?${RECORDING}&session=agent`;
    await expect(visitAsAgent(["--wsEndpoint", endpoint])).rejects.toThrow();
    const headers = { Authorization: `Bearer ${token}` };
    const withToken = ["--wsEndpoint", endpoint, "--wsHeaders", JSON.stringify(headers)];
    await visitAsAgent(withToken);
    // It was started again: the page that it had opened is still there.
    await visitAsAgent(withToken, 3);
    const sessions = await guarded.json<object[]>("/devtools/session", { headers });
    expect(sessions).toHaveLength(1);
  });
});

/** @param pageId - what the page that it opens is called: it counts them */
async function visitAsAgent(args: string[], pageId = 2): Promise<void> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [MCP, ...args, "--no-usage-statistics"],
    stderr: "ignore",
  });
  const agent = new Client({ name: "test", version: "1.0.0" });
  await agent.connect(transport);
  try {
    const opened = await agent.callTool({
      name: "new_page",
      arguments: { url: `${site.origin}/plain.html` },
    });
    if (opened.isError) throw new Error(JSON.stringify(opened.content));
    const script = { pageId, function: `() => { ${addMark("The agent")} }` };
    const done = await agent.callTool({ name: "evaluate_script", arguments: script });
    if (done.isError) throw new Error(JSON.stringify(done.content));
  } finally {
    await agent.close();
  }
}

function acquire(): Promise<{ sessionId: string; webSocketDebuggerUrl: string }> {
  return server.json(`/devtools/browser?${RECORDING}&targets=true`, { method: "POST" });
}

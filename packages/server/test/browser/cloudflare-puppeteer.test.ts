import modern from "@cloudflare/puppeteer";
import legacy from "cloudflare-puppeteer-1-0";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCloudflareServer } from "../support/cloudflare-server.js";
import {
  type CloudflareStage,
  markScript,
  startCloudflareStage,
} from "../support/cloudflare-stage.js";

let cloudflare: CloudflareStage;
let env: CloudflareStage["env"];

beforeAll(async () => {
  cloudflare = await startCloudflareStage();
  env = cloudflare.env;
});

afterAll(() => cloudflare.close());

describe.each([
  ["1.4.0, with text frames", modern],
  ["1.0.7, with binary frames", legacy as unknown as typeof modern],
])("@cloudflare/puppeteer %s", (_version, puppeteer) => {
  test("records as Cloudflare's documentation shows it", async () => {
    const browser = await puppeteer.launch(env.MYBROWSER, { recording: true });
    const page = await browser.newPage();
    await page.goto(cloudflare.plainPage);
    await page.evaluate(markScript("Puppeteer was here"));
    const sessionId = browser.sessionId();
    await browser.close();

    expect(await cloudflare.markOf(sessionId)).toBe("Puppeteer was here");
  });

  test("sends and gets messages of many frames", async () => {
    const browser = await puppeteer.launch(env.MYBROWSER);
    const page = await browser.newPage();
    // With characters of several bytes at every place where a frame may end.
    const text = "€".repeat(1_500_000);
    expect(await page.evaluate((given) => given.length, text)).toBe(text.length);
    expect(await page.evaluate((length) => "€".repeat(length), text.length)).toBe(text);
    await browser.close();
  });

  test("tells of sessions, limits and the history", async () => {
    const free = async () => (await puppeteer.limits(env.MYBROWSER)).allowedBrowserAcquisitions;
    await expect.poll(free).toBe(4);
    const browser = await puppeteer.launch(env.MYBROWSER, { keep_alive: 600_000 });
    const sessionId = browser.sessionId();
    const [active, ...others] = await puppeteer.sessions(env.MYBROWSER);
    expect(others).toEqual([]);
    expect(active).toEqual({
      sessionId,
      startTime: expect.any(Number),
      connectionId: expect.any(String),
      connectionStartTime: expect.any(Number),
    });
    expect(await puppeteer.limits(env.MYBROWSER)).toEqual({
      activeSessions: [{ id: sessionId }],
      maxConcurrentSessions: 4,
      allowedBrowserAcquisitions: 3,
      timeUntilNextAllowedBrowserAcquisition: 0,
    });
    await browser.close();
    // Its recording is finalized first.
    const newest = async () => (await puppeteer.history(env.MYBROWSER))[0];
    await expect.poll(newest).toMatchObject({
      sessionId,
      startTime: expect.any(Number),
      endTime: expect.any(Number),
      closeReason: 1,
      closeReasonText: "NormalClosure",
    });
    expect(await puppeteer.sessions(env.MYBROWSER)).toEqual([]);
  });

  test("leaves a session and comes back to it", async () => {
    const { sessionId } = await puppeteer.acquire(env.MYBROWSER, { recording: true });
    const before = await puppeteer.connect(env.MYBROWSER, sessionId);
    const page = await before.newPage();
    await page.goto(cloudflare.plainPage);
    await before.disconnect();

    const active = async () => (await puppeteer.sessions(env.MYBROWSER))[0];
    await expect.poll(active).toEqual({ sessionId, startTime: expect.any(Number) });
    const after = await puppeteer.connect(env.MYBROWSER, sessionId);
    const titles = await Promise.all((await after.pages()).map((each) => each.title()));
    expect(titles).toContain("A plain page");
    await after.close();
    expect(Object.keys((await cloudflare.recordingOf(sessionId)).events)).not.toEqual([]);
  });

  test("cannot connect to a session that has a client, which stays", async () => {
    const browser = await puppeteer.launch(env.MYBROWSER);
    const sessionId = browser.sessionId();
    await expect(puppeteer.connect(env.MYBROWSER, sessionId)).rejects.toThrow(
      `Unable to connect to existing session ${sessionId}`,
    );
    expect(await browser.version()).toContain("Chrome");
    await browser.close();
  });

  test("is told what is wrong, in words", async () => {
    await expect(puppeteer.launch(env.MYBROWSER, { keep_alive: 5 })).rejects.toThrow(
      'Unable to create new browser: code: 400: message: Invalid query parameter "keep_alive": ' +
        "expected a whole number of ms from 10000 to 600000.",
    );
  });
});

const UPGRADE = { headers: { Upgrade: "websocket" } };

test.each(["devtools/browser/", "connectDevtools?browser_session="])(
  "/v1/%s answers a second client and an unknown session in words",
  async (path) => {
    const browser = await modern.launch(env.MYBROWSER);
    const sessionId = browser.sessionId();
    const taken = await env.MYBROWSER.fetch(`https://fake.host/v1/${path}${sessionId}`, UPGRADE);
    expect([taken.status, await taken.text()]).toEqual([
      409,
      `Session ${sessionId} has a client already.`,
    ]);
    await browser.close();
    const unknown = `https://fake.host/v1/${path}${sessionId.replace(/^./, "f")}`;
    const missing = await env.MYBROWSER.fetch(unknown, UPGRADE);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toMatch(/^There is no such session/);
  },
);

test("a legacy connection without a session is told so", async () => {
  const response = await env.MYBROWSER.fetch("https://fake.host/v1/connectDevtools", UPGRADE);
  expect([response.status, await response.text()]).toEqual([400, "browser_session must be set"]);
});

test("without the token nothing is to be had", async () => {
  const url = `${cloudflare.server.url}/v1/acquire`;
  const response = await fetch(url);
  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toContain("text/plain");
});

test("when all browsers are in use, clients are told when to ask again", async () => {
  await using full = await startCloudflareServer({
    limits: { maxBrowsers: 1, maxQueuedSessions: 0 },
  });
  const { MYBROWSER } = full.env;
  const browser = await modern.launch(MYBROWSER);
  for (const init of [{ method: "POST", path: "devtools/browser" }, { path: "acquire" }]) {
    const { path, ...rest } = init;
    const response = await MYBROWSER.fetch(`https://fake.host/v1/${path}`, rest);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(response.headers.get("content-type")).toContain("text/plain");
  }
  await expect(modern.launch(MYBROWSER)).rejects.toThrow("Unable to create new browser: code: 429");
  expect(await modern.limits(MYBROWSER)).toMatchObject({
    allowedBrowserAcquisitions: 0,
    timeUntilNextAllowedBrowserAcquisition: 10_000,
  });
  await browser.close();
});

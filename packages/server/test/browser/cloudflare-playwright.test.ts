import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CloudflareStage,
  markScript,
  startCloudflareStage,
} from "../support/cloudflare-stage.js";
import { stubWorkersModule } from "../support/worker-modules.js";

type Playwright = typeof import("@cloudflare/playwright");

const stub = stubWorkersModule();
let cloudflare: CloudflareStage;
let env: CloudflareStage["env"];

beforeAll(async () => {
  cloudflare = await startCloudflareStage();
  env = cloudflare.env;
});

afterAll(async () => {
  await cloudflare.close();
  stub[Symbol.dispose]();
});

describe.each([
  ["1.3.6", "@cloudflare/playwright"],
  ["1.3.3, which acquires the old way", "cloudflare-playwright-1-3"],
  ["1.2.0, with binary frames", "cloudflare-playwright-1-2"],
])("@cloudflare/playwright %s", (_version, name) => {
  test("records as Cloudflare's documentation shows it", async () => {
    const { launch }: Playwright = await import(name);
    const browser = await launch(env.MYBROWSER, { recording: true });
    const page = await browser.newPage();
    await page.goto(cloudflare.plainPage);
    await page.evaluate(markScript("Playwright was here"));
    const sessionId = browser.sessionId();
    await browser.close();

    expect(await cloudflare.markOf(sessionId)).toBe("Playwright was here");
  });

  test("leaves a session and comes back to it", async () => {
    const { acquire, connect, sessions, history }: Playwright = await import(name);
    const { sessionId } = await acquire(env.MYBROWSER, { recording: true });
    const before = await connect(env.MYBROWSER, sessionId);
    expect(before.sessionId()).toBe(sessionId);
    const page = await before.newPage();
    await page.goto(cloudflare.plainPage);
    await before.close();
    const active = async () => (await sessions(env.MYBROWSER))[0];
    await expect.poll(active).toEqual({ sessionId, startTime: expect.any(Number) });

    const after = await connect(env.MYBROWSER, sessionId);
    expect(after.version()).toMatch(/^\d+\./);
    await after.close();
    const url = `https://fake.host/v1/devtools/browser/${sessionId}`;
    const ended = await env.MYBROWSER.fetch(url, { method: "DELETE" });
    expect(await ended.json()).toEqual({ status: "closed" });
    const { events } = await cloudflare.recordingOf(sessionId);
    expect(JSON.stringify(events)).toContain("A plain page");
    expect(await history(env.MYBROWSER)).toContainEqual(
      expect.objectContaining({ sessionId, closeReason: 3, closeReasonText: "Deleted" }),
    );
  });

  test("cannot connect to a session that has a client, which stays", async () => {
    const { launch, connect }: Playwright = await import(name);
    const browser = await launch(env.MYBROWSER);
    await expect(connect(env.MYBROWSER, browser.sessionId())).rejects.toThrow();
    const page = await browser.newPage();
    expect(await page.evaluate("1 + 1")).toBe(2);
    await browser.close();
  });
});

test("@cloudflare/playwright 1.3.6 is told in words why it cannot connect", async () => {
  const { launch, connect } = await import("@cloudflare/playwright");
  const browser = await launch(env.MYBROWSER);
  const sessionId = browser.sessionId();
  await expect(connect(env.MYBROWSER, sessionId)).rejects.toThrow(
    `Unable to connect to browser: code: 409: message: Session ${sessionId} has a client already.`,
  );
  await browser.close();
});

test("@cloudflare/playwright 1.3.6 is told that there are no guardrails, no other browsers", async () => {
  const { launch } = await import("@cloudflare/playwright");
  const guardrails = { allowedDomains: ["example.com"] };
  await expect(launch(env.MYBROWSER, { guardrails })).rejects.toThrow(
    "Unable to create new browser: code: 400: message: This server has no guardrails",
  );
  await expect(launch(env.MYBROWSER, { browser: "kitesurf" })).rejects.toThrow(
    "Unable to connect to browser: code: 400: message: This server has Chromium only",
  );
});

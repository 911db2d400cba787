import { afterAll, beforeAll, expect, test } from "vitest";
import { TOKEN } from "../support/cloudflare-server.js";
import { type CloudflareStage, startCloudflareStage } from "../support/cloudflare-stage.js";
import { runWorker } from "../support/run-worker.js";

let cloudflare: CloudflareStage;

beforeAll(async () => {
  cloudflare = await startCloudflareStage();
});

afterAll(() => cloudflare.close());

test.each([
  ["puppeteer", "2026-07-01"],
  // Later Workers get binary messages as blobs, which this client does not read, at Cloudflare neither.
  ["legacy-puppeteer", "2025-12-01"],
  // Later ones report an error after the end of a connection, which this client prints.
  ["playwright", "2025-12-01"],
])("a Worker with %s records over a service binding", async (name, compatibilityDate) => {
  const server = cloudflare.server.url;
  const worker = await runWorker(name, { compatibilityDate, server, token: TOKEN });
  try {
    const url = encodeURIComponent(cloudflare.plainPage);
    const response = await worker.dispatchFetch(`http://worker.test/?url=${url}`);
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(await cloudflare.markOf(JSON.parse(text).sessionId)).toBe("A Worker was here");
  } finally {
    await worker.dispose();
  }
});

import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore } from "@pagereel/core";
import { findChromium } from "@pagereel/testing";
import { expect, onTestFinished, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

/** A browser that starts, until it is broken, and when it is mended. */
async function fragileBrowser() {
  const directory = await mkdtemp(join(tmpdir(), "pagereel-fragile-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const executablePath = join(directory, "chromium");
  const broken = join(directory, "broken");
  const script = `#!/bin/sh\n[ -e "${broken}" ] && exit 1\nexec "${findChromium()}" "$@"\n`;
  await writeFile(executablePath, script);
  await chmod(executablePath, 0o755);
  return { executablePath, break: () => writeFile(broken, ""), mend: () => rm(broken) };
}

const directories = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`pagereel-browser-${process.pid}-`));

test("a browser that ends at once is an answer, and leaves nothing behind", async () => {
  const { executablePath, ...browser } = await fragileBrowser();
  const store = memoryStore();
  const server = await startTestServer({
    store,
    chromium: { executablePath },
    // Whoever kept one of them would have all.
    limits: { maxBrowsers: 1, maxSessionsPerToken: 1, maxQueuedSessions: 0 },
  });
  onTestFinished(() => server.close());
  await browser.break();
  for (let times = 0; times < 2; times++) {
    const answer = await fetch(`${server.url}/devtools/browser?recording=true`, { method: "POST" });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ errors: [{ reason: "browser-failed" }] });
  }
  const connected = RawClient.connect(`${server.webSocketUrl}/devtools/browser?recording=true`);
  await expect(connected).rejects.toThrow("500");
  // There was no session, nor anything to record.
  expect(await server.json("/v1/history")).toEqual({ history: [] });
  expect(await store.listSessions()).toEqual({ sessionIds: [] });
  expect(await directories()).toEqual([]);
  await browser.mend();
  using client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser`);
  expect(await client.call("Browser.getVersion")).toHaveProperty("product");
});

import { createServer } from "node:net";
import { launch, memoryStore } from "@pagereel/playwright-adapter";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing";
import { expect, test } from "vitest";

const options = { executablePath: findChromium(), recording: { sink: memoryStore() } };

test("records where the script chose the debugging port", async () => {
  const args = [...CHROMIUM_ARGS, `--remote-debugging-port=${await freePort()}`];
  const browser = await launch({ ...options, args });
  expect(browser.sessionId()).toBeTruthy();
  await browser.close();
});

test("leaves a popup's start to Playwright, which sets it up first", async () => {
  const browser = await launch({ ...options, args: CHROMIUM_ARGS });
  const context = await browser.newContext({ viewport: { width: 400, height: 500 } });
  await context.addInitScript("window.fromInitScript = true");
  const page = await context.newPage();
  const seen = await page.evaluate(`(() => {
    const popup = window.open("about:blank");
    return { fromInitScript: popup.fromInitScript, height: popup.innerHeight };
  })()`);
  expect(seen).toEqual({ fromInitScript: true, height: 500 });
  await browser.close();
});

test("opens pages after one that was closed while it opened", async () => {
  const browser = await launch({ ...options, args: CHROMIUM_ARGS });
  for (let i = 0; i < 5; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.setContent('<a href="about:blank#popup" target="_blank">Open</a>');
    await page.click("a");
    // A page that hangs is waited for ten seconds from its start on.
    const startedAt = performance.now();
    await context.close();
    await browser.newPage();
    expect(performance.now() - startedAt).toBeLessThan(9000);
  }
  await browser.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

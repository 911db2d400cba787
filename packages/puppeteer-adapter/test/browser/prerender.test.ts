import { fetchRecording, launch, memoryStore } from "@pagereel/puppeteer-adapter";
import { CHROMIUM_ARGS, type FixtureSite, findChromium, startFixtureSite } from "@pagereel/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

let site: FixtureSite;

beforeAll(async () => {
  site = await startFixtureSite();
});
afterAll(() => site.close());

// Puppeteer only: Playwright's own sessions keep Chromium from prerendering.
test("a navigation to a page that the browser has prerendered ends, and is recorded", async () => {
  const store = memoryStore();
  const browser = await launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    recording: { sink: store },
  });
  const page = await browser.newPage();
  await page.goto(`${site.origin}/prerendering.html`);
  await page.waitForFunction("localStorage.getItem('prerendering') === 'true'");
  await Promise.all([page.waitForNavigation({ timeout: 5000 }), page.click("#go")]);
  expect(await page.$eval("#how", (element) => element.textContent)).toBe("early");
  await browser.close();

  const { events } = await fetchRecording(browser.sessionId(), { store });
  expect(JSON.stringify(Object.values(events))).toContain("A prerendered page");
});

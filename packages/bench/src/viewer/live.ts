import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import puppeteer, { type Page } from "puppeteer-core";
import { VIEWPORT } from "../driver/viewport.ts";
import type { Step } from "../node/node-workload.ts";
import { forkServer } from "../server/fork-server.ts";
import { spreadOf } from "../statistics/spread.ts";

/** A page that shows the time, 20 times a second. */
const CLOCK =
  "data:text/html,<p id=clock></p><script>setInterval(() => { clock.textContent = Date.now() }, 50)</script>";

/** ms in which the viewer is looked at. */
const LOOK_MS = { full: 30_000, quick: 3000 };

/** How far behind a page the viewer is that shows it live. */
export const live: Step = async ({ folder, size }) => {
  await using server = await forkServer(join(folder, "live"));
  const browserWSEndpoint = `${server.url.replace(/^http/, "ws")}/devtools/browser?recording=true`;
  await using recorded = await puppeteer.connect({ browserWSEndpoint, defaultViewport: VIEWPORT });
  const page = await recorded.newPage();
  await page.goto(CLOCK);
  await using browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    userDataDir: join(folder, "live-profile"),
    defaultViewport: VIEWPORT,
  });
  const viewer = await browser.newPage();
  await viewer.goto(`${server.url}/sessions/${await onlySession(server.url)}`);
  await viewer.waitForFunction(shownTime, { timeout: 60_000 });
  // It is in step with the page some time after it was opened.
  await sleep(3000);
  const lags = await lagsOf(viewer, LOOK_MS[size]);
  return {
    figures: { liveLagMs: spreadOf(lags)?.median ?? 0, slowestLiveLagMs: Math.max(...lags) },
  };
};

async function onlySession(url: string): Promise<string> {
  const response = await fetch(`${url}/recordings`);
  const { result } = (await response.json()) as { result: { sessionId: string }[] };
  const [session] = result;
  if (!session) throw new Error("The server records no session.");
  return session.sessionId;
}

/** @returns the time that the viewer shows, by the clock of this machine; it has no imports */
function shownTime(): number | undefined {
  const frame = document.querySelector<HTMLIFrameElement>(".stage-layer[data-shown] iframe");
  const text = frame?.contentDocument?.querySelector("#clock")?.textContent;
  return text ? Number(text) : undefined;
}

/** @returns ms by which it was behind, in each frame of the screen */
function lagsOf(viewer: Page, lookMs: number): Promise<number[]> {
  return viewer.evaluate(
    async (source, ms) => {
      const read = new Function(`return (${source})()`) as () => number | undefined;
      const lags: number[] = [];
      const until = performance.now() + ms;
      while (performance.now() < until) {
        await new Promise(requestAnimationFrame);
        lags.push(Date.now() - (read() ?? Number.NaN));
      }
      return lags;
    },
    `${shownTime}`,
    lookMs,
  );
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Life } from "./fate.ts";

/** A page, whichever client it is of. */
export interface BrowsingPage {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
}

/** ms between what a client does. */
const PAUSE_MS = { min: 100, max: 1500 };

const CHANGE = `for (let i = 0; i < 20; i++) {
  const element = document.createElement("p");
  element.textContent = "changed " + i;
  document.body.append(element);
}`;

/** Goes through pages and changes them. @param part - of the life that it takes */
export async function browse(life: Life, page: BrowsingPage, part = 1): Promise<void> {
  const { site, random } = life;
  const visits = [visitPlain, visitPopups, visitFrames];
  const endsAt = performance.now() + part * life.spanMs;
  do {
    await random.pick(visits)(site, page);
    await sleep(random.between(PAUSE_MS.min, PAUSE_MS.max));
  } while (performance.now() < endsAt);
}

async function visitPlain({ crossSite }: Life["site"], page: BrowsingPage): Promise<void> {
  await page.goto(`${crossSite}/travelled.html`);
  await page.evaluate(CHANGE);
}

async function visitPopups({ origin }: Life["site"], page: BrowsingPage): Promise<void> {
  await page.goto(`${origin}/living.html?popups`);
  await page.evaluate('liveRound(["", "/frame.html"], true)');
}

async function visitFrames(
  { origin, crossOrigin, crossSite }: Life["site"],
  page: BrowsingPage,
): Promise<void> {
  const foreign = [`${crossOrigin}/frame.html`, `${crossSite}/frame.html`];
  await page.goto(`${origin}/living.html?frames`);
  await page.evaluate(`liveRound(${JSON.stringify(foreign)}, false)`);
}

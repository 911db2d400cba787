import type { LivingBrowser, LivingPage } from "../libraries/library.ts";
import type { Site } from "../site/site.ts";
import { traverse } from "./traverse.ts";

/** The pages that live for all rounds. */
export interface Survivors {
  /** Has frames of its own origin only, which another recorder's message never makes known. */
  plain: LivingPage;
  /** Has frames of other origins. */
  framing: LivingPage;
  /** Goes from document to document. */
  traveller: LivingPage;
}

/** Seven popups, and a page of its own. */
export const TARGETS_PER_ROUND = 8;

export async function openSurvivors(browser: LivingBrowser, site: Site): Promise<Survivors> {
  const [plain, framing, traveller] = [
    await browser.newPage(),
    await browser.newPage(),
    await browser.newPage(),
  ];
  for (const page of [plain, framing]) await keepVisible(page);
  await plain.goto(`${site.origin}/living.html?plain`);
  await framing.goto(`${site.origin}/living.html?framing`);
  return { plain, framing, traveller };
}

/** A tab behind others paints no frame: its animations do not end, and the browser holds them. */
async function keepVisible(page: LivingPage): Promise<void> {
  // For as long as the session is open, and so for as long as the page.
  const session = await page.openSession();
  await session.send("Emulation.setFocusEmulationEnabled", { enabled: true });
}

/** One round of the lives of all pages. */
export async function liveRound(
  { plain, framing, traveller }: Survivors,
  browser: LivingBrowser,
  site: Site,
): Promise<void> {
  const foreign = [`${site.crossOrigin}/frame.html`, `${site.crossSite}/frame.html`];
  await Promise.all([
    plain.evaluate(`liveRound(["", "/frame.html"], true)`),
    framing.evaluate(`liveRound(${JSON.stringify(foreign)}, false)`),
  ]);
  await travel(traveller, site);
  await visit(browser, site);
}

/** Through documents, back and forth, and through one of them twice. */
async function travel(page: LivingPage, site: Site): Promise<void> {
  const [first, second] = ["first", "second"].map(
    (name) => `${site.origin}/travelled.html?${name}`,
  );
  await page.goto(first as string);
  await page.evaluate("location.hash = 'within'; document.body.append('changed')");
  await page.goto(second as string);
  await traverse(page, -1);
  await page.evaluate("document.body.append('kept')");
  await traverse(page, 1);
  await page.reload();
}

/** Opens a page and closes it. */
async function visit(browser: LivingBrowser, site: Site): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${site.crossSite}/travelled.html`);
  await page.close();
}

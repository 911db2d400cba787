import { setTimeout as sleep } from "node:timers/promises";
import type { RawClient } from "../clients/raw-client.ts";
import { RawPage } from "../clients/raw-page.ts";
import { browse } from "./browse.ts";
import { closeBrowser, connect, driveUntil, endByRequest, pause } from "./ends.ts";
import type { Fate } from "./fate.ts";
import { flood } from "./flood.ts";

const FLOOD_MS = 5000;
const MAX_PAUSE_MS = 500;
const POLL_MS = 50;

const browserIsKilled: Fate = {
  name: "browser is killed",
  reasons: ["crashed"],
  // It may have been asked for the text of one.
  gaps: ["style-sheet-missing"],
  async live(life) {
    const client = await connect(life);
    const [browser] = await client.processIds("browser");
    const browsing = RawPage.open(client).then((page) => browse(life, page, 2));
    await driveUntil(browsing, sleep(life.spanMs), () =>
      process.kill(browser as number, "SIGKILL"),
    );
    const code = await client.closed;
    if (code !== 1001) throw new Error(`The client was told ${code}, not 1001 (going away).`);
  },
};

const rendererIsKilled: Fate = {
  name: "renderer is killed",
  reasons: ["closed"],
  // Events that the page had made and not handed over yet went with it.
  gaps: ["target-crashed"],
  async live(life) {
    const client = await connect(life);
    const page = await RawPage.open(client);
    await browse(life, page, 0.5);
    await client.call("Inspector.enable", {}, page.sessionId);
    const crashed = client.next("Inspector.targetCrashed", page.sessionId);
    await Promise.all([crashed, killRenderers(client)]);
    await browse(life, await RawPage.open(client), 0.5);
    await closeBrowser(client);
  },
};

/** Resolves when the browser knows it: until then it would open a page in one that is dead. */
async function killRenderers(client: RawClient): Promise<void> {
  const killed = await client.processIds("renderer");
  for (const pid of killed) process.kill(pid, "SIGKILL");
  const isKnown = async () => {
    const left = await client.processIds("renderer");
    return !left.some((pid) => killed.includes(pid));
  };
  while (!(await isKnown())) await sleep(POLL_MS);
}

const pageFloods: Fate = {
  name: "page floods",
  reasons: ["closed"],
  async live(life) {
    const client = await connect(life);
    const page = await RawPage.open(client);
    await browse(life, page, 0.5);
    await flood(client, page);
    await sleep(FLOOD_MS * life.random.between(0.2, 1));
    await closeBrowser(client);
  },
};

const isDeletedInNavigation: Fate = {
  name: "deleted while it navigates",
  reasons: ["deleted"],
  async live(life) {
    const client = await connect(life);
    const page = await RawPage.open(client);
    await browse(life, page);
    const going = page.goto(`${life.site.origin}/endless.html`);
    await driveUntil(going, pause(life, MAX_PAUSE_MS), () => endByRequest(life, client.sessionId));
    await client.closed;
  },
};

export const disasters: Fate[] = [
  browserIsKilled,
  rendererIsKilled,
  pageFloods,
  isDeletedInNavigation,
];

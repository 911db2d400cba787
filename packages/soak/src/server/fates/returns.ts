import { RawClient } from "../clients/raw-client.ts";
import { RawPage } from "../clients/raw-page.ts";
import { browse } from "./browse.ts";
import { closeBrowser, connect, pause } from "./ends.ts";
import { type Fate, type Life, socketAddress } from "./fate.ts";
import { acquire } from "./library-fates.ts";

/** ms. A session is kept for ten seconds. */
const MAX_ABSENCE_MS = 4000;

const comesBack: Fate = {
  name: "client dies and comes back by its hint",
  reasons: ["closed"],
  async live(life) {
    const first = await connect(life);
    const page = await RawPage.open(first);
    await browse(life, page, 0.5);
    first.die();
    await pause(life, MAX_ABSENCE_MS);
    const second = await connect(life);
    if (second.sessionId !== first.sessionId) throw new Error("It was given another session.");
    const { targetInfos } = await second.call<{ targetInfos: unknown[] }>("Target.getTargets");
    if (targetInfos.length < 2) throw new Error("The session that it came back to lost its page.");
    await browse(life, await RawPage.open(second), 0.5);
    await closeBrowser(second);
  },
};

const race: Fate = {
  name: "two clients race for one session",
  reasons: ["closed"],
  async live(life) {
    const racers = await raceFor(life);
    const winners = racers.filter((racer) => racer !== undefined);
    const [winner] = winners;
    if (!winner || winners.length > 1) throw new Error(`${winners.length} of 2 clients got it.`);
    await browse(life, await RawPage.open(winner));
    await closeBrowser(winner);
  },
};

/** By the hint that both have, or by the id of a session that waits. */
async function raceFor(life: Life): Promise<(RawClient | undefined)[]> {
  const path = life.random.chance(0.5) ? life.path : `/devtools/browser/${await acquire(life)}`;
  const address = socketAddress({ ...life, path });
  return Promise.all([0, 1].map(() => tryToConnect(address, life.token)));
}

/** @returns undefined where another client was first */
async function tryToConnect(address: string, token: string): Promise<RawClient | undefined> {
  let client: RawClient;
  try {
    client = await RawClient.connect(address, token);
  } catch (error) {
    if (String(error).includes("409")) return undefined;
    throw error;
  }
  try {
    await client.call("Browser.getVersion");
    return client;
  } catch (error) {
    // It was told so after its handshake.
    if ((await client.closed) === 1008) return undefined;
    throw error;
  }
}

export const returns: Fate[] = [comesBack, race];

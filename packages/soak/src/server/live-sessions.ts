import { setTimeout as sleep } from "node:timers/promises";
import type { Site } from "../site/site.ts";
import type { Ask } from "./clients/ask.ts";
import type { Fate } from "./fates/fate.ts";
import { seededRandom } from "./random.ts";

/** ms without a client after which a session ends: the shortest there is. */
const KEEP_ALIVE_MS = 10_000;
/** ms beside a life's span: for its browser it may wait until others' keep-alive is over. */
const LIFE_TIMEOUT_MS = 180_000;
/** Of a life's share of the time. The rest of it is its start, and its end. */
const SHORTEST = 0.1;
const LONGEST = 1.1;
/** Lives take other numbers than the next seed's. */
const SEED_STEP = 1_000_003;

export interface Lives {
  fates: readonly Fate[];
  /** Of the first fate. */
  firstLife: number;
  concurrency: number;
  seed: number;
  /** ms that a life takes in the mean, if it can. */
  shareMs: number;
  site: Site;
  ask: Ask;
  token: string;
  host: string;
}

/** Lives all, some at a time. @returns what clients saw that they must not see */
export async function liveSessions(lives: Lives): Promise<string[]> {
  const findings: string[] = [];
  const waiting = lives.fates.map((fate, i) => ({ fate, life: lives.firstLife + i }));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await liveOne(lives, next.fate, next.life);
      } catch (error) {
        findings.push(`The client of "${next.fate.name}" failed: ${(error as Error).message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: lives.concurrency }, work));
  return findings;
}

async function liveOne(lives: Lives, fate: Fate, life: number): Promise<void> {
  const { site, ask, token, host, seed, shareMs } = lives;
  const random = seededRandom(seed * SEED_STEP + life);
  const query = new URLSearchParams({
    recording: "true",
    keep_alive: String(KEEP_ALIVE_MS),
    session: `life-${life}`,
    "metadata.life": String(life),
    "metadata.fate": fate.name,
  });
  const spanMs = random.between(SHORTEST, LONGEST) * shareMs;
  const path = `/devtools/browser?${query}`;
  const lived = fate.live({ site, random, spanMs, ask, token, host, path });
  const hangs = await Promise.race([
    lived,
    sleep(spanMs + LIFE_TIMEOUT_MS, "hangs", { ref: false }),
  ]);
  if (hangs) throw new Error("It hangs.");
}

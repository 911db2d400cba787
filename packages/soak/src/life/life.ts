import { setTimeout as sleep } from "node:timers/promises";
import type { HeapCounts } from "../heap/heap-counts.ts";
import { readNodeHeap } from "../heap/node-heap.ts";
import { readPageHeap } from "../heap/page-heap.ts";
import type { Library } from "../libraries/library.ts";
import type { Site } from "../site/site.ts";
import { liveRound, openSurvivors, type Survivors, TARGETS_PER_ROUND } from "./round.ts";
import { expectWholeRecording, type ManifestSize, measureManifest } from "./stored-recording.ts";

/** ms after a round. Until then what was painted last is held, and closed pages are being stored. */
const SETTLE_MS = 2000;

/** What was held at a moment: in the processes of the pages, and in this one. */
export type Look = Record<keyof Survivors, HeapCounts> & {
  node: HeapCounts & { recording?: ManifestSize };
};
export type Place = keyof Look;

/** What was held after the warm-up, and what at the end. */
export interface Life {
  rounds: number;
  early: Look;
  late: Look;
}

export interface LifeOptions {
  library: Library;
  site: Site;
  /** An empty directory for the recording; undefined for a browser without. */
  recordings?: string;
  /** Rounds before the first look: caches fill, and code is compiled. */
  warmUp: number;
  /** Says after each round whether there is one more. */
  goesOn(rounds: number): boolean;
}

/** Lives in a browser for rounds. */
export async function live(options: LifeOptions): Promise<Life> {
  const { library, site, recordings, warmUp, goesOn } = options;
  const browser = await library.launch(recordings);
  let life: Life;
  try {
    const survivors = await openSurvivors(browser, site);
    for (let i = 0; i < warmUp; i++) await liveRound(survivors, browser, site);
    const early = await look(survivors, recordings);
    let rounds = 0;
    for (; goesOn(rounds); rounds++) await liveRound(survivors, browser, site);
    life = { rounds, early, late: await look(survivors, recordings) };
  } finally {
    await browser.close();
  }
  if (recordings !== undefined) {
    await expectWholeRecording(recordings, (warmUp + life.rounds) * TARGETS_PER_ROUND);
  }
  return life;
}

async function look(survivors: Survivors, recordings: string | undefined): Promise<Look> {
  await sleep(SETTLE_MS);
  const { plain, framing, traveller } = survivors;
  return {
    plain: await readPageHeap(plain),
    framing: await readPageHeap(framing),
    traveller: await readPageHeap(traveller),
    node: {
      ...(await readNodeHeap()),
      ...(recordings !== undefined && { recording: await measureManifest(recordings) }),
    },
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finding, judgeLives } from "./growth/judge-lives.ts";
import type { Library } from "./libraries/library.ts";
import { type Life, live } from "./life/life.ts";
import { serveSite } from "./site/site.ts";

/** Fewer would make a single late object look like one in each round. */
const MIN_ROUNDS = 3;

/** Two lives of the same rounds. */
export interface SoakResult {
  plain: Life;
  recorded: Life;
  findings: Finding[];
}

/**
 * Lives the same rounds without and then with recording.
 *
 * @param seconds - for each of the two: as many rounds as the one without has in this time
 */
export async function soak(library: Library, seconds: number, warmUp: number): Promise<SoakResult> {
  const recordings = await mkdtemp(join(tmpdir(), "pagereel-soak-"));
  try {
    await using site = await serveSite();
    const endsAt = performance.now() + seconds * 1000;
    const plain = await live({
      ...{ library, site, warmUp },
      goesOn: (rounds) => rounds < MIN_ROUNDS || performance.now() < endsAt,
    });
    const recorded = await live({
      ...{ library, site, warmUp, recordings },
      goesOn: (rounds) => rounds < plain.rounds,
    });
    return { plain, recorded, findings: judgeLives(recorded, plain) };
  } finally {
    await rm(recordings, { recursive: true, force: true });
  }
}

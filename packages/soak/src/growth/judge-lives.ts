import type { Life, Place } from "../life/life.ts";
import { compareGrowth, type Excess, type Slack } from "./compare-growth.ts";

/** Something that grows too much, and where. */
export interface Finding extends Excess {
  place: Place;
}

/**
 * A round makes ten of each kind at least, so that a leak of one kind is ten objects in a round; what
 * the engine makes late, once, is a few in all. A round that is held is some hundred kilobytes.
 */
const PAGE: Slack = { objects: 4, objectsOnce: 0, bytes: 100_000, bytesOnce: 300_000 };

/** Eight targets a round, so that a leak of something that each one has is eight objects in a round. */
const NODE: Slack = { objects: 4, objectsOnce: 9, bytes: 150_000, bytesOnce: 2_000_000 };

/** Compares a life with recording to one without. */
export function judgeLives(recorded: Life, plain: Life): Finding[] {
  const places = Object.keys(recorded.early) as Place[];
  return places.flatMap((place) => {
    const [withIt, without] = [recorded, plain].map(({ early, late, rounds }) => ({
      early: early[place],
      late: late[place],
      rounds,
    })) as [never, never];
    const slack = place === "node" ? { ...NODE, kept: inManifest(recorded) } : PAGE;
    return compareGrowth(withIt, without, slack).map((excess) => ({ place, ...excess }));
  });
}

/** The manifest names every target, segment, address and snapshot: that a session keeps in memory. */
function inManifest({ early, late, rounds }: Life): Map<string, number> {
  const { recording: before } = early.node;
  const { recording: after } = late.node;
  if (!before || !after) return new Map();
  return new Map([
    ["Object", (after.entries - before.entries) / rounds],
    ["Array", (after.lists - before.lists) / rounds],
  ]);
}

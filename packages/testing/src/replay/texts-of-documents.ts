import { EventType, type eventWithTime } from "@rrweb/types";
import type { ReplayBrowser } from "./replay-browser.js";

/**
 * What an element showed last in each document of a target's main frame, in order. A document that
 * has several full snapshots comes once for each.
 *
 * @returns undefined where a document had no such element
 */
export async function textsOfDocuments(
  events: eventWithTime[],
  selector: string,
  replayBrowser: ReplayBrowser,
): Promise<(string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  for (const slice of splitBySnapshots(events)) {
    using replay = await replayBrowser.replay(slice);
    texts.push(await replay.text(selector));
  }
  return texts;
}

/** rrweb puts a Meta event before each full snapshot. */
function splitBySnapshots(events: eventWithTime[]): eventWithTime[][] {
  const starts = events.flatMap((event, i) => (event.type === EventType.Meta ? [i] : []));
  return starts.map((start, i) => events.slice(start, starts[i + 1]));
}

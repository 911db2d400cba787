import { idleTask, Pace } from "../../data/pace.js";
import type { SessionData } from "../../data/session-data.js";
import type { SearchHit, SearchProgress } from "../session-index.js";
import { TargetSearch } from "./target-search.js";
import { TextPattern } from "./text-pattern.js";

/** Places that are found at most. */
const MAX_HITS = 500;

/** ms between two times that progress is told, if nothing is found. */
const TELL_MS = 100;

/** Searches all that was recorded. @throws ViewerError */
export async function* searchSession(
  data: SessionData,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<SearchProgress> {
  if (text.trim() === "") return yield { hits: [], progress: 1 };
  const pattern = new TextPattern(text);
  const searches = new Map<string, TargetSearch>();
  const pace = new Pace(idleTask);
  let count = 0;
  let toldAt = performance.now();
  for await (const { targetId, lines, progress } of data.scan(signal)) {
    const search = searches.get(targetId) ?? new TargetSearch(targetId, pattern);
    searches.set(targetId, search);
    const hits: SearchHit[] = [];
    for (const line of lines) {
      for (const hit of search.take(line)) {
        hits.push(hit);
        if (count + hits.length >= MAX_HITS) break;
      }
      if (pace.isOver) await pace.breathe();
      if (count + hits.length >= MAX_HITS) break;
    }
    count += hits.length;
    if (count >= MAX_HITS) return yield { hits, progress: 1 };
    if (hits.length === 0 && performance.now() - toldAt < TELL_MS) continue;
    toldAt = performance.now();
    yield { hits, progress: Math.min(progress, 0.999) };
  }
  yield { hits: [], progress: 1 };
}

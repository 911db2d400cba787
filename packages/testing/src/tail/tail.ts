import { expect } from "vitest";
import type { PageLike } from "../driver/driver.js";
import type { RecordedSession } from "../driver/recorded-session.js";
import type { SuiteContext } from "../driver/suite-context.js";

/** A round of a test of the last moment takes a second, and several times that on a busy machine. */
const ROUND_TIMEOUT_MS = 15_000;

/** What one round was to leave in the recording, and where. */
export interface Seen {
  targetId: string;
  /** What the automation saw last. */
  value: number;
}

/** For tests that do something `repeat` times and start a browser. */
export function timeoutOf(repeat: number): number {
  return 60_000 + repeat * ROUND_TIMEOUT_MS;
}

/** Does the same in one recorded browser time and again. */
export async function repeatInOneBrowser<P extends PageLike, T>(
  context: SuiteContext<P>,
  repeat: number,
  round: (session: RecordedSession<P>, i: number) => Promise<T>,
): Promise<{ session: RecordedSession<P>; rounds: T[] }> {
  const session = await context.launch();
  const rounds: T[] = [];
  for (let i = 0; i < repeat; i++) rounds.push(await round(session, i));
  await session.end();
  return { session, rounds };
}

/** The counter of a page is counted on, from the automation, and its new value comes back. */
export async function bump(page: PageLike): Promise<number> {
  return Number(await page.evaluate("bump()"));
}

/**
 * Fails if a round's last value is not in the replay. The page may have counted on after the
 * automation saw it.
 */
export function expectNoneLost(rounds: { value: number; replayed: number }[]): void {
  const lost = rounds.flatMap(({ value, replayed }, i) =>
    replayed >= value ? [] : [`round ${i + 1}: saw ${value}, the replay ends at ${replayed}`],
  );
  expect(lost, `lost in ${lost.length} of ${rounds.length} rounds`).toEqual([]);
  expect(rounds.length).toBeGreaterThan(0);
}

/** The counter at the end of a target's replay; NaN where it shows none. */
export async function replayedCounter<P extends PageLike>(
  { replayBrowser }: SuiteContext<P>,
  session: RecordedSession<P>,
  targetId: string,
): Promise<number> {
  const events = session.recording.events[targetId] ?? [];
  if (events.length < 2) return Number.NaN;
  using replay = await replayBrowser.replay(events);
  return Number((await replay.text("#counter")) ?? Number.NaN);
}

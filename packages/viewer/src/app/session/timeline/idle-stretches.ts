import type { SessionIndex } from "../../../index/session-index.js";
import type { TimeRange } from "./time-range.js";

/** Times asked for: as many as can be told apart on a screen, about. */
const SAMPLES = 400;

/** Where nothing happens, as far as the index knows. */
export function findIdleStretches(
  index: Pick<SessionIndex, "idleUntil">,
  { from, to }: TimeRange,
): TimeRange[] {
  const step = (to - from) / SAMPLES;
  const stretches: TimeRange[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const time = from + sample * step;
    const last = stretches.at(-1);
    if (last && time < last.to) continue;
    const until = index.idleUntil(time);
    if (until !== undefined && until > time)
      stretches.push({ from: time, to: Math.min(until, to) });
  }
  return stretches;
}

import { isTime } from "../../data/is-time.js";
import type { TargetLife } from "../../data/session-data.js";
import { Intervals } from "./intervals.js";

/** ms in which nothing happens, before it is worth skipping. */
const IDLE_MS = 5000;

/** ms between two actions in one target that are one stretch of work there. */
const BUSY_MS = 1000;

/** When something happens in a session, and where. */
export class Activity {
  readonly #all = new Intervals(IDLE_MS);
  readonly #byTarget = new Map<string, Intervals>();

  /** Something moves, as the replayer understands it when it skips inactivity. */
  noteMove(timestamp: number): void {
    this.#all.add(timestamp);
  }

  /** Who drives does something with a target. */
  noteAction(targetId: string, timestamp: number): void {
    this.#all.add(timestamp);
    this.#of(targetId).add(timestamp);
  }

  /** @param doneUntil - before this time all is known */
  idleUntil(time: number, doneUntil: number): number | undefined {
    const next = this.#all.nextAfter(time);
    return next !== undefined && next <= doneUntil ? next : undefined;
  }

  /** The target that was last acted on; one that has closed leaves its place to its opener. */
  activeAt(time: number, targets: readonly TargetLife[]): string | undefined {
    const last = this.#lastActive(time, targets);
    if (!last || isOpen(last, time)) return last?.targetId;
    const openers = new Openers(targets);
    for (const opener of openers.of(last)) if (isOpen(opener, time)) return opener.targetId;
    const open = targets.filter((target) => isOpen(target, time));
    return (this.#lastActive(time, open) ?? last).targetId;
  }

  #lastActive(time: number, targets: readonly TargetLife[]): TargetLife | undefined {
    let found: TargetLife | undefined;
    let foundAt = -Infinity;
    for (const target of targets) {
      // There is nothing to see in it.
      if (target.firstTimestamp === undefined) continue;
      const at = this.#lastActionAt(target, time);
      // Of two at the same time, the one that opened later.
      if (at < foundAt || at === -Infinity) continue;
      found = target;
      foundAt = at;
    }
    return found;
  }

  #lastActionAt({ targetId, openedAt, firstTimestamp }: TargetLife, time: number): number {
    const opening = isTime(openedAt) ? openedAt : (firstTimestamp ?? Infinity);
    const action = this.#byTarget.get(targetId)?.lastAt(time) ?? -Infinity;
    return Math.max(action, opening <= time ? opening : -Infinity);
  }

  #of(targetId: string): Intervals {
    const known = this.#byTarget.get(targetId) ?? new Intervals(BUSY_MS);
    this.#byTarget.set(targetId, known);
    return known;
  }
}

function isOpen({ closedAt }: TargetLife, time: number): boolean {
  return closedAt === undefined || time < closedAt;
}

class Openers {
  readonly #byId: Map<string, TargetLife>;

  constructor(targets: readonly TargetLife[]) {
    this.#byId = new Map(targets.map((target) => [target.targetId, target]));
  }

  /** The target that opened one, the one that opened that, and so on: each once. */
  *of({ openerId }: TargetLife): Generator<TargetLife> {
    const seen = new Set<string>();
    for (let id = openerId; id !== undefined && !seen.has(id); ) {
      seen.add(id);
      const opener = this.#byId.get(id);
      if (opener) yield opener;
      id = opener?.openerId;
    }
  }
}

import { batch, effect, signal } from "@preact/signals";
import { idleTask, Pace } from "../data/pace.js";
import type { SessionData } from "../data/session-data.js";
import { Activity } from "./activity/activity.js";
import { EventMarkers } from "./markers/event-markers.js";
import { KnownMarkers } from "./markers/known-markers.js";
import { MarkerList, type NewMarker } from "./markers/marker-list.js";
import { PageLoads } from "./markers/page-loads.js";
import { searchSession } from "./search/search-session.js";
import type { Marker, SearchProgress, SessionIndex } from "./session-index.js";

/** ms between two times that new markers are shown: to show them costs more than to find them. */
const PUBLISH_MS = 200;

/** Begins to read a session in the background. It is to be closed. */
export function createSessionIndex(data: SessionData): SessionIndex {
  return new ScanningIndex(data);
}

class ScanningIndex implements SessionIndex {
  readonly markers = signal<readonly Marker[]>([]);
  readonly omitted = signal(0);
  readonly progress = signal(0);
  readonly problem = signal<string | undefined>(undefined);

  readonly #data: SessionData;
  readonly #closing = new AbortController();
  readonly #activity = new Activity();
  readonly #list = new MarkerList();
  readonly #loads = new PageLoads();
  readonly #unfollow: () => void;
  #doneUntil = -Infinity;
  #nextProgress = 0;
  #publishing: ReturnType<typeof setTimeout> | undefined;

  constructor(data: SessionData) {
    this.#data = data;
    const known = new KnownMarkers((marker) => this.#add(marker), this.#activity);
    this.#unfollow = effect(() => {
      known.take(data.manifest.value, data.targets.value);
      this.#publishSoon();
    });
    this.#publish();
    void this.#scan();
  }

  activeTargetAt(time: number): string | undefined {
    return this.#activity.activeAt(time, this.#data.targets.peek());
  }

  idleUntil(time: number): number | undefined {
    return this.#activity.idleUntil(time, this.#doneUntil);
  }

  search(text: string, signal: AbortSignal): AsyncIterable<SearchProgress> {
    return searchSession(this.#data, text, AbortSignal.any([signal, this.#closing.signal]));
  }

  close(): void {
    this.#closing.abort();
    this.#unfollow();
    clearTimeout(this.#publishing);
  }

  async #scan(): Promise<void> {
    const { signal } = this.#closing;
    try {
      await this.#takeAll(signal);
      this.#nextProgress = 1;
      this.#doneUntil = Infinity;
      this.problem.value = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.problem.value = (error as Error).message;
    }
    if (!signal.aborted) this.#publish();
  }

  async #takeAll(signal: AbortSignal): Promise<void> {
    const events = new EventMarkers(
      (marker) => void this.#add(marker),
      this.#activity,
      this.#loads,
      (targetId) => this.#hasNoAddresses(targetId),
    );
    const pace = new Pace(idleTask);
    const onTrouble = (why: string | undefined) => {
      this.problem.value = why;
    };
    const scan = this.#data.scan(signal, { followsLive: true, onTrouble });
    for await (const { targetId, lines, progress, doneUntil } of scan) {
      for (const line of lines) {
        events.take(targetId, line);
        if (pace.isOver) await pace.breathe();
      }
      this.#nextProgress = progress;
      this.#doneUntil = doneUntil;
      this.#publishSoon();
    }
  }

  #add(marker: NewMarker): Marker | undefined {
    const added = this.#list.add(marker);
    if (added?.kind === "navigation") this.#loads.noteNavigation(added);
    return added;
  }

  #hasNoAddresses(targetId: string): boolean {
    const target = this.#data.targets.peek().find((each) => each.targetId === targetId);
    return !target || target.urls.length === 0;
  }

  #publishSoon(): void {
    this.#publishing ??= setTimeout(() => this.#publish(), PUBLISH_MS);
  }

  #publish(): void {
    clearTimeout(this.#publishing);
    this.#publishing = undefined;
    batch(() => {
      this.markers.value = this.#list.get();
      this.omitted.value = this.#list.omitted;
      this.progress.value = this.#nextProgress;
    });
  }
}

import type { LiveStore, StoreChange } from "./live-store.js";

/** Bytes by the number of the segment, by target. */
export type Extents = Map<string, Map<number, number>>;

/** What was written of a session since a follower looked last: not the bytes, which are in the store. */
export class LiveNews implements Disposable {
  readonly #following: Disposable;
  #extents: Extents = new Map();
  #isManifestNew = true;
  #isNew = false;
  #wake: () => void = () => undefined;

  /** @param signal - ends all waiting */
  constructor(
    store: LiveStore,
    sessionId: string,
    private readonly signal: AbortSignal,
  ) {
    this.#following = store.follow(sessionId, (change) => this.#take(change));
    signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  [Symbol.dispose](): void {
    this.#following[Symbol.dispose]();
  }

  /** Whether there is a manifest that was not looked at; true at the first call. */
  takeManifest(): boolean {
    const isNew = this.#isManifestNew;
    this.#isManifestNew = false;
    return isNew;
  }

  takeExtents(): Extents {
    const extents = this.#extents;
    this.#extents = new Map();
    this.#isNew = false;
    return extents;
  }

  /** Resolves when there is something new, after so many ms, or when the signal aborts. */
  async wait(ms: number): Promise<void> {
    if (this.#isNew || this.#isManifestNew || this.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms).unref();
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }

  #take(change: StoreChange): void {
    if (change.kind === "segment") this.#note(change);
    else this.#isManifestNew = true;
    this.#isNew = true;
    this.#wake();
  }

  #note({ targetId, number, end }: Extract<StoreChange, { kind: "segment" }>): void {
    const known = this.#extents.get(targetId) ?? new Map<number, number>();
    this.#extents.set(targetId, known.set(number, Math.max(end, known.get(number) ?? 0)));
  }
}

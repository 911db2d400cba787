import { setTimeout as delay } from "node:timers/promises";

/** The time that a call may take, and the caller's signal. */
export class Deadline {
  readonly timeoutMs: number;
  readonly #caller: AbortSignal | undefined;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #endsAt = 0;

  /** Begins at once. */
  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    this.timeoutMs = timeoutMs;
    this.#caller = caller;
    this.restart();
  }

  /** Aborts when the time is over or the caller wants no more. */
  get signal(): AbortSignal {
    const { signal } = this.#controller;
    return this.#caller ? AbortSignal.any([this.#caller, signal]) : signal;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  get isOver(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Counts from zero again. */
  restart(): void {
    this.stop();
    this.#endsAt = performance.now() + this.timeoutMs;
    this.#timer = setTimeout(() => this.#controller.abort(), this.timeoutMs);
  }

  /** Ends the counting; to be called at the end of the call in any case. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** @throws the caller's reason, once it wants no more */
  throwIfAborted(): void {
    this.#caller?.throwIfAborted();
  }

  /** @throws the caller's reason, as soon as it wants no more */
  async sleep(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, this.#caller && { signal: this.#caller });
    } catch (error) {
      // The timer rejects with an error of its own; what the caller gave is wanted.
      this.throwIfAborted();
      throw error;
    }
  }
}

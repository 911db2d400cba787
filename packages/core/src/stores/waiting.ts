/** Callers who wait for the same thing, each one as long as it likes. */
export class Waiting {
  readonly #callers = new Set<PromiseWithResolvers<void>>();

  get isEmpty(): boolean {
    return this.#callers.size === 0;
  }

  /**
   * Resolves when `resolveAll` is called, or when the signal aborts.
   *
   * @param onLeave - called where the signal has ended the waiting
   */
  add(signal: AbortSignal | undefined, onLeave: () => void): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    const caller = Promise.withResolvers<void>();
    this.#callers.add(caller);
    const leave = () => {
      this.#callers.delete(caller);
      onLeave();
      caller.resolve();
    };
    signal?.addEventListener("abort", leave, { once: true });
    return caller.promise.finally(() => signal?.removeEventListener("abort", leave));
  }

  resolveAll(): void {
    for (const caller of this.#callers) caller.resolve();
    this.#callers.clear();
  }

  rejectAll(error: Error): void {
    for (const caller of this.#callers) caller.reject(error);
    this.#callers.clear();
  }
}

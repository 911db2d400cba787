/** Does one thing after the other, for each key. */
export class InOrder {
  readonly #last = new Map<string, Promise<unknown>>();

  /** @returns what `work` does, which begins when all that came before it for this key is over */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    // Whoever came before has been told of its failure.
    const running = before.catch(() => undefined).then(work);
    this.#last.set(key, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(key) === running) this.#last.delete(key);
    }
  }
}

/** ms that what was read may take to be shown, which is waited for, too. */
const SHOW_MS = 300;

/** Has work that can wait do so while there is work that somebody waits for. */
export class Quiet {
  #count = 0;
  #change = Promise.withResolvers<void>();

  /** Work that somebody waits for. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#count++;
    try {
      return await work();
    } finally {
      setTimeout(() => this.#leave(), SHOW_MS);
    }
  }

  /** Resolves when there is none. */
  async wait(): Promise<void> {
    while (this.#count > 0) await this.#change.promise;
  }

  #leave(): void {
    this.#count--;
    if (this.#count > 0) return;
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}

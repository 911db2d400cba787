/** Makes a page stop in the middle of its loading. */
export class HeldRequests {
  #part: string | undefined;
  #waiting: (() => void)[] = [];
  #onHeld: (() => void) | undefined;

  /**
   * Holds the requests for addresses with this part.
   *
   * @returns when the first one has come
   */
  hold(part: string): Promise<void> {
    this.#part = part;
    return new Promise((resolve) => {
      this.#onHeld = resolve;
    });
  }

  pass(path: string, answer: () => void): void {
    if (this.#part === undefined || !path.includes(this.#part)) {
      answer();
      return;
    }
    this.#waiting.push(answer);
    this.#onHeld?.();
  }

  release(): void {
    this.#part = undefined;
    for (const answer of this.#waiting.splice(0)) answer();
  }
}

/** Does things one after the other, as far as they are wanted still when it is their turn. */
export class OneAtATime {
  #waiting: { work: () => Promise<void>; signal: AbortSignal }[] = [];
  #isBusy = false;

  /** @param signal - when it is aborted before its turn, the work is left out */
  add(work: () => Promise<void>, signal: AbortSignal): void {
    this.#waiting.push({ work, signal });
    if (!this.#isBusy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
        if (!next.signal.aborted) await next.work();
      }
    } finally {
      this.#isBusy = false;
    }
  }
}

/** A wait that can be cut short. */
export class Pause {
  #timer: NodeJS.Timeout | undefined;
  #end: () => void = () => undefined;

  /** @param holdsProcess - whether a process with nothing else to do waits for it, too */
  wait(ms: number, holdsProcess: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (!holdsProcess) timer.unref();
      this.#timer = timer;
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** From now on the process waits for it. */
  hold(): void {
    this.#timer?.ref();
  }

  /** From now on it does not. */
  release(): void {
    this.#timer?.unref();
  }

  /** Ends the wait, where there is one. */
  end(): void {
    this.#end();
  }
}

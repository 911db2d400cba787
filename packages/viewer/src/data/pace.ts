/** ms that a piece of work takes at most, with room for what the page does besides. */
const SLICE_MS = 8;

interface TaskScheduler {
  yield?(): Promise<void>;
  postTask?(task: () => void, options: { priority: "background" }): Promise<void>;
}

/** Not all browsers have it. */
const { scheduler } = globalThis as { scheduler?: TaskScheduler };

/** Divides long work into slices, between which the page can do something else. */
export class Pace {
  #since = performance.now();

  /** @param rest - how to wait for the next slice: `nextTask`, or `idleTask` for what nobody waits for */
  constructor(private readonly rest: () => Promise<void> = nextTask) {}

  /** Whether the slice was long enough. */
  get isOver(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  /** To be called often: ends the slice where it was long enough. */
  async breathe(): Promise<void> {
    if (!this.isOver) return;
    await this.rest();
    this.#since = performance.now();
  }
}

/** Lets the page do what waits, and goes on soon. */
export function nextTask(): Promise<void> {
  if (scheduler?.yield) return scheduler.yield();
  const { promise, resolve } = Promise.withResolvers<void>();
  // A timer would wait for 4 ms once there were some in a row.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(undefined);
  return promise;
}

/** Goes on when the page has nothing better to do. */
export async function idleTask(): Promise<void> {
  if (scheduler?.postTask) return scheduler.postTask(() => undefined, { priority: "background" });
  await new Promise((resolve) => setTimeout(resolve, 4));
}

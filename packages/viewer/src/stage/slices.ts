/** A task leaves the rest of a frame to the page. */
const SLICE_MS = 8;

/** Cuts long work into tasks, so that the page stays responsive. */
export class Slices {
  private startedAt = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  /** Waits until the page had its turn, where it is time for that. @throws when it was cancelled */
  async rest(): Promise<void> {
    if (performance.now() - this.startedAt < SLICE_MS) return;
    await yieldToPage();
    this.signal.throwIfAborted();
    this.startedAt = performance.now();
  }
}

/** Lets the browser handle input and timers, and draw: `scheduler.yield` would go before timers. */
export async function yieldToPage(): Promise<void> {
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(undefined);
  });
}

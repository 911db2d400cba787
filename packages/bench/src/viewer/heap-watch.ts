import type { CDPSession } from "puppeteer-core";

/** ms between two looks. */
const INTERVAL_MS = 200;

/** Looks at a page's JavaScript heap, again and again. */
export class HeapWatch implements Disposable {
  peakBytes = 0;
  readonly #session: CDPSession;
  readonly #timer: NodeJS.Timeout;

  private constructor(session: CDPSession) {
    this.#session = session;
    // A page that is gone has no heap any more.
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), INTERVAL_MS);
  }

  static async start(session: CDPSession): Promise<HeapWatch> {
    await session.send("Performance.enable");
    return new HeapWatch(session);
  }

  /** @returns bytes that are in use, without garbage */
  async collect(): Promise<number> {
    await this.#session.send("HeapProfiler.collectGarbage");
    return this.#look();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<number> {
    const { metrics } = await this.#session.send("Performance.getMetrics");
    const bytes = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
    this.peakBytes = Math.max(this.peakBytes, bytes);
    return bytes;
  }
}

import { ApiError } from "../http/api-error.js";

const RETRY_AFTER_SECONDS = 10;

interface Waiting {
  take(): void;
  timer: NodeJS.Timeout;
}

/** How many browsers run at the same time; who comes later waits, for some time. */
export class Slots {
  private used = 0;
  private readonly queue: Waiting[] = [];

  constructor(
    private readonly max: number,
    private readonly maxWaiting: number,
    private readonly timeoutMs: number,
  ) {}

  get free(): number {
    return this.max - this.used;
  }

  /** @throws ApiError 429 where the queue is full, or the wait took too long */
  async take(): Promise<void> {
    if (this.used < this.max) {
      this.used++;
      return;
    }
    if (this.queue.length >= this.maxWaiting) {
      throw this.refusal("queue-full", `${this.maxWaiting} others are waiting already`);
    }
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        take: resolve,
        timer: setTimeout(() => {
          this.queue.splice(this.queue.indexOf(waiting), 1);
          reject(this.refusal("queue-timeout", `none ended within ${this.timeoutMs} ms`));
        }, this.timeoutMs),
      };
      this.queue.push(waiting);
    });
  }

  release(): void {
    const next = this.queue.shift();
    if (!next) {
      this.used--;
      return;
    }
    // It goes from hand to hand.
    clearTimeout(next.timer);
    next.take();
  }

  private refusal(reason: "queue-full" | "queue-timeout", why: string): ApiError {
    const message = `All ${this.max} browsers of this server are in use, and ${why}. Try again later.`;
    return new ApiError(429, reason, message, RETRY_AFTER_SECONDS);
  }
}

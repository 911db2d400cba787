import { type Signal, signal } from "@preact/signals";
import { ViewerError } from "../data/viewer-error.js";

/** What takes longer is told of. */
const BUSY_AFTER_MS = 200;

export interface Problem {
  sentence: string;
  canRetry: boolean;
}

/** What is going on to show a moment: one thing at a time, of which the newest counts. */
export class Task {
  readonly busy: Signal<{ what: string; part?: number } | undefined> = signal(undefined);
  /** Why the newest one failed. */
  readonly problem: Signal<Problem | undefined> = signal(undefined);
  private running: AbortController | undefined;

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Cancels what runs, and runs something else. Never throws. */
  async run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    const running = new AbortController();
    this.running = running;
    const timer = setTimeout(() => {
      this.busy.value = { what: "Loading…" };
    }, BUSY_AFTER_MS);
    running.signal.addEventListener("abort", () => clearTimeout(timer));
    try {
      await work(running.signal);
      if (!running.signal.aborted) this.problem.value = undefined;
    } catch (error) {
      if (!running.signal.aborted) this.problem.value = describe(error);
    }
    clearTimeout(timer);
    if (this.running === running) this.cancel();
  }

  cancel(): void {
    this.running?.abort();
    this.running = undefined;
    this.busy.value = undefined;
  }
}

function describe(error: unknown): Problem {
  if (error instanceof ViewerError) return { sentence: error.message, canRetry: error.canRetry };
  return {
    sentence: `This moment cannot be shown, since something in its events is broken (${(error as Error).message}).`,
    canRetry: true,
  };
}

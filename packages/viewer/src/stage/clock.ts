/** A page that was busy or hidden goes on where it was: more than this is not made up for. */
const MAX_STEP_MS = 250;

/** How a clock comes to its frames: `window`. */
export interface FrameSource {
  requestAnimationFrame(callback: (now: number) => void): number;
  cancelAnimationFrame(handle: number): void;
}

/** Ticks with each frame of the screen while it runs. */
export class Clock {
  private frame: number | undefined;
  private last: number | undefined;

  /** @param onTick - is told the ms since the tick before */
  constructor(
    private readonly frames: FrameSource,
    private readonly onTick: (elapsedMs: number) => void,
  ) {}

  start(): void {
    if (this.frame !== undefined) return;
    this.last = undefined;
    this.request();
  }

  stop(): void {
    if (this.frame !== undefined) this.frames.cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private request(): void {
    this.frame = this.frames.requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    const elapsedMs = Math.min(now - (this.last ?? now), MAX_STEP_MS);
    this.last = now;
    // Before the tick, which may stop it.
    this.request();
    this.onTick(elapsedMs);
  }
}

import type { CheckoutOptions } from "../options.js";

/**
 * What happens so soon after a checkout is no reason for the next one: it is near enough to this one,
 * and a recorder that tells more than the snapshot (style sheets, canvases) does it then. Else a page
 * that does nothing would be checked out again and again.
 */
const AFTERMATH_MS = 1000;

/** ms between two checkouts because of a loss: one that is lost itself must not make the next one. */
const LOSS_PAUSE_MS = 10_000;

/**
 * Says when a target needs a checkout, so that any moment is near one: some time after the last full
 * snapshot, if anything happened since, or once many bytes were written since. A page that does
 * nothing needs none.
 */
export class CheckoutSchedule {
  private snapshotAt = -Infinity;
  private snapshotBytes = 0;
  private bytesSince = 0;
  private lossAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  /** @param request - asks for a checkout; a second call before it comes has no effect */
  constructor(
    private readonly options: Required<CheckoutOptions>,
    private readonly request: () => void,
  ) {}

  /** A full snapshot of the main document came: what follows is counted from here. */
  onSnapshot(bytes: number): void {
    this.restart();
    this.snapshotBytes = bytes;
  }

  /** A part of the last snapshot came: of a large document, a frame, a style sheet. */
  onPart(bytes: number): void {
    this.snapshotAt = performance.now();
    this.snapshotBytes += bytes;
  }

  onEvent(bytes: number): void {
    this.bytesSince += bytes;
    // A checkout may not cost more than what it makes reachable.
    if (this.bytesSince > Math.max(this.options.everyBytes, this.snapshotBytes)) this.ask();
    else if (!this.timer) this.await();
  }

  /** Something was lost: what follows is of use only after a checkout. */
  onLoss(): void {
    const waitMs = this.lossAt + LOSS_PAUSE_MS - performance.now();
    if (waitMs <= 0) {
      this.lossAt = performance.now();
      this.ask();
      return;
    }
    this.close();
    this.timer = setTimeout(() => this.onLoss(), waitMs).unref();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private await(): void {
    const ageMs = performance.now() - this.snapshotAt;
    if (ageMs < AFTERMATH_MS) return;
    const waitMs = Math.max(0, this.options.everyMs - ageMs);
    this.timer = setTimeout(() => this.ask(), waitMs).unref();
  }

  /** One that never comes, as from a page that hangs, is asked for anew after the same while. */
  private ask(): void {
    this.restart();
    this.request();
  }

  private restart(): void {
    this.close();
    this.snapshotAt = performance.now();
    this.bytesSince = 0;
  }
}

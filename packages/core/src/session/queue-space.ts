/** Nothing is taken above all of it, until half is free. Above half, less is taken, until three quarters are. */
const TIGHT_PART = 1 / 2;
const ROOMY_PART = 1 / 4;

/** What of a session waits for its sink, over all of its targets, in bytes of text. */
export class QueueSpace {
  private usedBytes = 0;
  private state: "roomy" | "tight" | "full" = "roomy";

  /** @param onChange - called when `isTight` or `isFull` has changed */
  constructor(
    readonly maxBytes: number,
    private readonly onChange: () => void = () => undefined,
  ) {}

  /** True while less should come. */
  get isTight(): boolean {
    return this.state !== "roomy";
  }

  /** True while nothing more should come. */
  get isFull(): boolean {
    return this.state === "full";
  }

  /** @param bytes - below zero for what has left */
  add(bytes: number): void {
    this.usedBytes += bytes;
    const before = this.state;
    this.state = this.next();
    if (this.state !== before) this.onChange();
  }

  private next(): "roomy" | "tight" | "full" {
    const part = this.usedBytes / this.maxBytes;
    if (part >= 1 || (this.isFull && part > TIGHT_PART)) return "full";
    if (part >= TIGHT_PART || (this.isTight && part > ROOMY_PART)) return "tight";
    return "roomy";
  }
}

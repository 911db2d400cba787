import type { EventText } from "@pagereel/protocol";

/** Of a page that has no snapshot for long, the first ones are kept. */
const MAX_HELD = 1000;

/** What happened beside the DOM of a page, until there is a snapshot that it can follow on. */
export class Asides {
  private held: EventText[] = [];

  add(event: EventText): void {
    if (this.held.length < MAX_HELD) this.held.push(event);
  }

  take(): EventText[] {
    if (this.held.length === 0) return this.held;
    const { held } = this;
    this.held = [];
    return held;
  }
}

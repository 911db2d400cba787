import { BATCH_VERSION, encodeBatch, type FrameLink, splitIntoCalls } from "@pagereel/protocol";
import { nativeQueueMicrotask, toJson } from "./natives.js";

/** Characters that are sent without waiting for the end of the microtask: many events at once. */
const EAGER_LENGTH = 65_536;
/** Errors told in one batch: one that repeats must not fill the recording. */
const MAX_ERRORS = 10;

/**
 * Collects what a document has to say and sends it at the end of the microtask. Nothing waits
 * longer: what a page holds on a timer is lost when it closes, navigates or crashes.
 */
export class Outbox {
  private events: string[] = [];
  private links: FrameLink[] = [];
  private errors: string[] = [];
  private length = 0;
  private sequence = 0;
  private scheduled = false;
  muted = false;

  constructor(
    private readonly documentId: string,
    private readonly top: boolean,
    private readonly call: (payload: string) => void,
  ) {}

  addEvent(event: unknown): void {
    if (this.muted) return;
    const json = toJson(event);
    this.events.push(json);
    this.length += json.length;
    if (this.length >= EAGER_LENGTH) this.flush();
    else this.schedule();
  }

  addLink(link: FrameLink): void {
    if (this.muted) return;
    this.links.push(link);
    this.schedule();
  }

  addError(error: unknown): void {
    if (this.muted || this.errors.length >= MAX_ERRORS) return;
    this.errors.push(describe(error));
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    nativeQueueMicrotask(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  /** Sends what there is now. */
  flush(): void {
    const { events, links, errors } = this;
    if (events.length + links.length + errors.length === 0) return;
    const header = toJson({
      version: BATCH_VERSION,
      documentId: this.documentId,
      sequence: this.sequence++,
      top: this.top,
      links: links.length > 0 ? links : undefined,
      errors: errors.length > 0 ? errors : undefined,
    });
    this.events = [];
    this.links = [];
    this.errors = [];
    this.length = 0;
    for (const payload of splitIntoCalls(encodeBatch(header, events))) this.call(payload);
  }
}

function describe(error: unknown): string {
  try {
    return String((error as Error | null)?.stack ?? error).slice(0, 1000);
  } catch {
    return "an error that cannot be described";
  }
}

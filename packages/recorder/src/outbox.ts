import {
  BATCH_VERSION,
  type FrameLink,
  LAST_CALL,
  type LinkedSheet,
  MAX_CALL_LENGTH,
  MORE_CALLS,
} from "@pagereel/protocol";
import type { Budget } from "./budget.js";
import { guard } from "./disguise.js";
import { charCodeAt, nativeQueueMicrotask, quote, slice } from "./natives.js";

/** Characters that are sent without waiting for the end of the microtask: many events at once. */
const EAGER_LENGTH = 65_536;
/** Errors told in one batch: one that repeats must not fill the recording. */
const MAX_ERRORS = 10;

/**
 * Collects what a document has to say and sends it at the end of the microtask. Nothing waits
 * longer: what a page holds on a timer is lost when it closes, navigates or crashes.
 */
export class Outbox {
  /** Each of what is sent is JSON; lists are without their brackets. */
  private events = "";
  private links = "";
  private sheets = "";
  private errors = "";
  private errorCount = 0;
  private sequence = 0;
  private scheduled = false;
  private incomplete = false;
  private wantsCheckout = false;
  private isChanged = false;
  muted = false;

  constructor(
    private readonly documentId: string,
    private readonly top: boolean,
    private readonly idBase: number,
    private readonly call: (payload: string) => void,
    private readonly budget: Budget | undefined,
  ) {}

  /** @param json - an rrweb event */
  addEvent(json: string): void {
    if (this.muted) return;
    // A line of a batch.
    this.events += `\n${json}`;
    if (this.events.length >= EAGER_LENGTH) this.flush();
    else this.schedule();
  }

  /** Says of the batches from now on whether a snapshot is still to be completed. */
  setIncomplete(incomplete: boolean): void {
    if (incomplete === this.incomplete) return;
    this.incomplete = incomplete;
    this.tell();
  }

  /** Asks Node for a snapshot of the whole page. */
  requestCheckout(): void {
    this.wantsCheckout = true;
    this.tell();
  }

  /** Sends what the heads of batches say, though there may be nothing else to send. */
  tell(): void {
    this.isChanged = true;
    this.schedule();
  }

  addLink({ nodeId, documentId }: FrameLink): void {
    this.links += `${this.links && ","}{"nodeId":${nodeId},"documentId":${quote(documentId)}}`;
    this.schedule();
  }

  /** A link element for whose text Node has to look, or no longer. */
  addSheet({ nodeId, url, readable, isNew }: LinkedSheet): void {
    const address = url === null ? "null" : quote(url);
    const sheet = `{"nodeId":${nodeId},"url":${address},"readable":${readable},"isNew":${isNew}}`;
    this.sheets += (this.sheets && ",") + sheet;
    this.schedule();
  }

  addError(error: unknown): void {
    if (++this.errorCount > MAX_ERRORS) return;
    this.errors += (this.errors && ",") + quote(describe(error));
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    nativeQueueMicrotask(() => {
      this.scheduled = false;
      guard(() => this.flush());
    });
  }

  /** Sends what there is now. */
  flush(): void {
    const { events, links, sheets, errors } = this;
    if (this.muted || !(events || links || sheets || errors || this.isChanged)) return;
    this.isChanged = false;
    this.events = "";
    this.links = "";
    this.sheets = "";
    this.errors = "";
    this.errorCount = 0;
    const header =
      `{"version":${BATCH_VERSION},"documentId":${quote(this.documentId)},` +
      `"sequence":${this.sequence++},"top":${this.top},"idBase":${this.idBase}` +
      (this.incomplete ? `,"incomplete":true` : "") +
      (this.wantsCheckout ? `,"wantsCheckout":true` : "") +
      (this.budget?.step ? `,"budgetStep":${this.budget.step}` : "") +
      `${links && `,"links":[${links}]`}${sheets && `,"sheets":[${sheets}]`}` +
      `${errors && `,"errors":[${errors}]`}}`;
    this.wantsCheckout = false;
    this.send(header + events);
  }

  private send(text: string): void {
    this.budget?.onSent(text.length);
    let start = 0;
    while (text.length - start > MAX_CALL_LENGTH) {
      let end = start + MAX_CALL_LENGTH;
      // Half a surrogate pair would not survive the way through the protocol.
      const last = charCodeAt(text, end - 1);
      if (last >= 0xd800 && last <= 0xdbff) end--;
      this.call(MORE_CALLS + slice(text, start, end));
      start = end;
    }
    this.call(LAST_CALL + slice(text, start));
  }
}

function describe(error: unknown): string {
  try {
    return slice(`${(error as Error | null)?.stack ?? error}`, 0, 1000);
  } catch {
    return "an error that cannot be described";
  }
}

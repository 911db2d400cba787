import { atTime, type Batch, dataOf, type EventText, type Gap } from "@pagereel/protocol";
import { EventType, type metaEvent } from "@rrweb/types";
import type { CheckoutOptions, LimitOptions } from "../options.js";
import { Asides } from "./asides.js";
import { CheckoutSchedule } from "./checkout-schedule.js";
import { FlowControl } from "./flow-control.js";
import { attachEvents, isOfWholeTarget, styleEvent } from "./frame-events.js";
import { FrameTree } from "./frame-tree.js";
import { GrowingGap } from "./growing-gap.js";
import type { QueueSpace } from "./queue-space.js";
import type { DocumentSource, RecordedDocument } from "./recorded-document.js";

/** Where the one stream of a target goes. */
export interface TargetOutput {
  /** @param startsSnapshot - true for the first event of a full snapshot of the whole target */
  write(text: string, timestamp: number, startsSnapshot: boolean): void;
  onUrl(timestamp: number, url: string): void;
  /** Called as a gap begins; while it lasts, its `to` grows. */
  onGap(gap: Gap): void;
  /** @param limit - the option's name */
  onLimit(limit: string): void;
}

export interface TargetRecordingOptions {
  targetId: string;
  checkout: Required<CheckoutOptions>;
  limits: Required<LimitOptions>;
  /** What waits for the sink, of this target and the others. */
  space: QueueSpace;
}

/**
 * Makes one stream, in order of time, of what the documents of a target send: its main document,
 * and those of its frames, which are joined to their iframe elements as rrweb's own merge does.
 */
export class TargetRecording {
  private readonly frames = new FrameTree();
  private main: RecordedDocument | undefined;
  private lastTimestamp = 0;
  private readonly targetId: string;
  private readonly checkouts: CheckoutSchedule;
  private readonly flow: FlowControl;
  private readonly budgetGap: GrowingGap;
  private readonly spareGap: GrowingGap;
  private readonly asides = new Asides();
  private isSparing: boolean;
  /** Between the event by which a snapshot begins and the snapshot, which is right behind it. */
  private beginsSnapshot = false;

  constructor(
    private readonly output: TargetOutput,
    { targetId, checkout, limits, space }: TargetRecordingOptions,
  ) {
    this.targetId = targetId;
    this.isSparing = space.isTight;
    this.checkouts = new CheckoutSchedule(checkout, () => this.requestCheckout());
    const newGap = () => new GrowingGap(targetId, (begun) => output.onGap(begun));
    this.budgetGap = newGap();
    this.spareGap = newGap();
    this.flow = new FlowControl(limits, space, newGap(), {
      pause: () => this.pause(),
      resume: () => this.requestCheckout(),
      onLimit: (limit) => output.onLimit(limit),
    });
  }

  push(batch: Batch, source: DocumentSource): void {
    const document = this.frames.open(batch.documentId, source);
    this.checkSequence(document, batch);
    if (this.isSparing) this.noteSparing(document, batch);
    // Before its events, which let others follow.
    if (batch.incomplete) document.isIncomplete = true;
    for (const event of batch.events) {
      if (!this.flow.isOpen) this.drop(document, event, batch.top);
      else if (batch.top) this.pushMain(document, event);
      else this.pushChild(document, event);
    }
    for (const { nodeId, documentId } of batch.links ?? []) {
      this.attach(this.frames.link(document, nodeId, documentId));
    }
    if (document.isIncomplete && !batch.incomplete) this.complete(document);
    this.noteBudget(document, batch);
    this.writeAsides();
    if (batch.wantsCheckout) this.requestCheckout();
  }

  /** Adds what happened beside the DOM, such as an error; it follows on a snapshot. */
  addAside(event: EventText): void {
    this.asides.add(event);
    this.writeAsides();
  }

  private writeAsides(): void {
    if (!this.flow.isOpen || !this.main?.attached || this.beginsSnapshot) return;
    for (const event of this.asides.take()) this.write(event);
  }

  private noteBudget(document: RecordedDocument, batch: Batch): void {
    document.budgetStep = batch.budgetStep ?? 0;
    if (document.budgetStep > 0) {
      this.budgetGap.note(timesUntilNow(batch), "over-budget", OVER_BUDGET);
    } else if (this.budgetGap.isOpen) {
      if (this.frames.all().every((each) => each.budgetStep === 0)) this.budgetGap.end();
    }
  }

  private noteSparing(document: RecordedDocument, batch: Batch): void {
    document.spare(true);
    this.spareGap.note(timesUntilNow(batch), "sink-slow", SINK_SLOW);
  }

  /** There is more room for what waits for the sink, or less. */
  onSpaceChanged({ isFull, isTight }: QueueSpace): void {
    if (!isFull) this.flow.onRoom();
    if (this.isSparing === isTight) return;
    this.isSparing = isTight;
    for (const document of this.frames.all()) document.spare(isTight);
    this.spareGap.end();
  }

  /** Something that was written is gone: what follows is of use only after a checkout. */
  onLoss(): void {
    this.checkouts.onLoss();
  }

  /** All of its iframes are in the stream: what they show can follow. */
  private complete(document: RecordedDocument): void {
    document.isIncomplete = false;
    if (document === this.main) this.frames.refreshBelow(document);
    else for (const child of this.frames.below(document)) this.attach(child);
  }

  /**
   * Gives a link element of a document the text of its style sheet, from now on.
   *
   * @param cssJson - the text, as JSON
   * @param isNew - whether it had another one, or none, in the last snapshot
   */
  setStyle(documentId: string, nodeId: number, cssJson: string, isNew: boolean): void {
    const document = this.frames.find(documentId);
    if (!document) return;
    const event = styleEvent(nodeId, cssJson, this.lastTimestamp);
    if (!document.attached) document.holdEvent(event);
    else if (isNew) this.writeChange(event);
    else this.writePart(event);
  }

  /** A document's script context is gone: nothing more comes from it. */
  forget(documentId: string): void {
    if (documentId !== this.main?.id) this.frames.deleteById(documentId);
  }

  /** Nothing more comes, and nothing more is asked for. */
  close(): void {
    this.checkouts.close();
    this.flow.close();
  }

  /** The main document first: those below follow with its snapshot. */
  private requestCheckout(): void {
    if (this.flow.isOpen) this.main?.requestSnapshot();
  }

  private pause(): void {
    for (const document of this.frames.all()) document.pause();
  }

  private checkSequence(document: RecordedDocument, batch: Batch): void {
    const expected = document.nextSequence;
    document.nextSequence = batch.sequence + 1;
    if (expected === undefined || batch.sequence === expected) return;
    const to = batch.events[0]?.timestamp ?? Date.now();
    const from = Math.min(this.lastTimestamp || to, to);
    const detail = `${batch.sequence - expected} batches of a document were lost`;
    this.output.onGap({ targetId: this.targetId, from, to, reason: "batch-lost", detail });
    // What follows refers to nodes that were in the lost batches. The replayer takes a document into
    // its iframe once for each snapshot of the main document, so that one has to come again.
    this.checkouts.onLoss();
  }

  /** What comes while the target is paused: from a document that did not hear of it, or a new one. */
  private drop(document: RecordedDocument, event: EventText, top: boolean): void {
    document.pause();
    this.flow.admit(event.text.length, event.timestamp);
    if (top && event.type === EventType.Meta) this.show(document, event);
  }

  private pushMain(document: RecordedDocument, event: EventText): void {
    if (event.type === EventType.Meta) this.show(document, event);
    // Else: the last words of a page that another one has replaced already.
    if (this.main !== document) return;
    if (event.type === EventType.Meta) {
      this.beginsSnapshot = true;
      this.write(event, true);
    } else if (event.type === EventType.FullSnapshot) this.pushSnapshot(document, event);
    else if (!document.isStale) this.writeOf(document, event);
  }

  private pushSnapshot(document: RecordedDocument, event: EventText): void {
    this.checkouts.onSnapshot(this.write(event));
    this.beginsSnapshot = false;
    document.onSnapshot();
    if (!this.flow.isOpen) return;
    this.flow.onSnapshot(this.lastTimestamp);
    document.attach();
    // The snapshot has the iframes, but not what they show.
    this.frames.detachBelow(document);
    if (!document.isIncomplete) this.frames.refreshBelow(document);
  }

  /** @param meta - the event by which it begins */
  private show(document: RecordedDocument, meta: EventText): void {
    this.output.onUrl(meta.timestamp, (dataOf(meta) as metaEvent["data"]).href);
    if (this.main && this.main !== document) this.frames.delete(this.main);
    this.main = document;
  }

  private pushChild(document: RecordedDocument, event: EventText): void {
    if (event.type === EventType.FullSnapshot) {
      document.onSnapshot();
      // Attached already: the stream has all that happened in it since.
      if (document.attached) return;
      document.holdSnapshot(event);
      this.attach(document);
    } else if (!isOfWholeTarget(event)) {
      if (document.attached) this.writeOf(document, event);
      else document.holdEvent(event);
    }
  }

  /** Puts a document, and then what is below it, into the stream, where its iframe is there. */
  private attach(document: RecordedDocument): void {
    const { rejoins, nodeId } = document;
    if (document.attached || !document.parent?.attached || nodeId === undefined) return;
    if (document.parent.isIncomplete) return;
    const held = document.release();
    if (!held) return;
    document.attach();
    // What was there before a checkout is there with it: it is not to blink in the replay.
    const at = rejoins ? this.lastTimestamp : held.snapshot.timestamp;
    for (const event of attachEvents(nodeId, held.snapshot, at)) {
      if (rejoins) this.writePart(event);
      else this.writeChange(event);
    }
    for (const event of held.events) this.writeChange(event);
    for (const child of this.frames.below(document)) this.attach(child);
  }

  private writeOf(document: RecordedDocument, event: EventText): void {
    if (document.isIncomplete) this.writePart(event);
    else this.writeChange(event);
  }

  private writeChange(event: EventText): void {
    this.checkouts.onEvent(this.write(event));
  }

  /** Writes what belongs to the last snapshot. */
  private writePart(event: EventText): void {
    this.checkouts.onPart(this.write(event));
  }

  /** @returns the event's size in bytes */
  private write(event: EventText, startsSnapshot = false): number {
    const bytes = Buffer.byteLength(event.text);
    if (!this.flow.admit(bytes, event.timestamp)) return bytes;
    // Processes do not share the order of their messages, and clocks can be set back.
    const isLate = event.timestamp < this.lastTimestamp;
    const { text, timestamp } = isLate ? atTime(event, this.lastTimestamp) : event;
    this.lastTimestamp = timestamp;
    this.output.write(text, timestamp, startsSnapshot);
    return bytes;
  }
}

function timesUntilNow({ events }: Batch): number[] {
  return [...events.map(({ timestamp }) => timestamp), Date.now()];
}

const OVER_BUDGET =
  "recording cost more than its budget: positions of the pointer, changes of styles or single " +
  "changes are missing, as the events named pagereel.budget tell";

const SINK_SLOW =
  "much waited for the sink: positions of the pointer are missing, and style attributes came late";

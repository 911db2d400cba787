import type { Batch, BatchEvent, Gap } from "@pagereel/protocol";
import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import type { CheckoutOptions, LimitOptions } from "../options.js";
import { CheckoutSchedule } from "./checkout-schedule.js";
import { FlowControl } from "./flow-control.js";
import { FrameTree } from "./frame-tree.js";
import { GrowingGap } from "./growing-gap.js";
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

  constructor(
    private readonly output: TargetOutput,
    { targetId, checkout, limits }: TargetRecordingOptions,
  ) {
    this.targetId = targetId;
    this.checkouts = new CheckoutSchedule(checkout, () => this.requestCheckout());
    const gap = new GrowingGap(targetId, (begun) => output.onGap(begun));
    this.flow = new FlowControl(limits, gap, {
      pause: () => this.pause(),
      resume: () => this.requestCheckout(),
      onLimit: (limit) => output.onLimit(limit),
    });
  }

  push(batch: Batch, source: DocumentSource): void {
    const document = this.frames.open(batch.documentId, source);
    this.checkSequence(document, batch);
    for (const item of batch.events) {
      if (!this.flow.isOpen) this.drop(document, item, batch.top);
      else if (batch.top) this.pushMain(document, item);
      else this.pushChild(document, item);
    }
    for (const { nodeId, documentId } of batch.links ?? []) {
      this.attach(this.frames.link(document, nodeId, documentId));
    }
  }

  /** Gives a link element of a document the text of its style sheet, from now on. */
  setStyle(documentId: string, nodeId: number, cssText: string): void {
    const document = this.frames.find(documentId);
    if (!document) return;
    const event = styleEvent(nodeId, cssText, this.lastTimestamp);
    const item = { event, text: JSON.stringify(event) };
    if (document.attached) this.writeChange(item);
    else document.holdEvent(item);
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
    const to = batch.events[0]?.event.timestamp ?? Date.now();
    const from = Math.min(this.lastTimestamp || to, to);
    const detail = `${batch.sequence - expected} batches of a document were lost`;
    this.output.onGap({ targetId: this.targetId, from, to, reason: "batch-lost", detail });
    // What follows refers to nodes that were in the lost batches. The replayer takes a document into
    // its iframe once for each snapshot of the main document, so that one has to come again.
    this.checkouts.onLoss();
  }

  /** What comes while the target is paused: from a document that did not hear of it, or a new one. */
  private drop(document: RecordedDocument, { event, text }: BatchEvent, top: boolean): void {
    document.pause();
    this.flow.admit(text.length, event.timestamp);
    if (top && event.type === EventType.Meta) this.show(document, event.timestamp, event.data.href);
  }

  private pushMain(document: RecordedDocument, item: BatchEvent): void {
    const { event } = item;
    if (event.type === EventType.Meta) this.show(document, event.timestamp, event.data.href);
    // Else: the last words of a page that another one has replaced already.
    if (this.main !== document) return;
    if (event.type === EventType.Meta) this.write(item, true);
    else if (event.type === EventType.FullSnapshot) this.pushSnapshot(document, item);
    else if (!document.isStale) this.writeChange(item);
  }

  private pushSnapshot(document: RecordedDocument, item: BatchEvent): void {
    this.checkouts.onSnapshot(this.write(item));
    document.onSnapshot();
    if (!this.flow.isOpen) return;
    this.flow.onSnapshot(this.lastTimestamp);
    document.attach();
    // The snapshot has the iframes, but not what they show.
    this.frames.refreshBelow(document);
  }

  private show(document: RecordedDocument, timestamp: number, url: string): void {
    this.output.onUrl(timestamp, url);
    if (this.main && this.main !== document) this.frames.delete(this.main);
    this.main = document;
  }

  private pushChild(document: RecordedDocument, item: BatchEvent): void {
    if (item.event.type === EventType.FullSnapshot) {
      document.onSnapshot();
      // Attached already: the stream has all that happened in it since.
      if (document.attached) return;
      document.holdSnapshot(item);
      this.attach(document);
    } else if (!isOfWholeTarget(item.event)) {
      if (document.attached) this.writeChange(item);
      else document.holdEvent(item);
    }
  }

  /** Puts a document, and then what is below it, into the stream, where its iframe is there. */
  private attach(document: RecordedDocument): void {
    const { rejoins, nodeId } = document;
    if (document.attached || !document.parent?.attached || nodeId === undefined) return;
    const held = document.release();
    if (!held) return;
    document.attach();
    // What was there before a checkout is there with it: it is not to blink in the replay.
    const at = rejoins ? this.lastTimestamp : held.snapshot.event.timestamp;
    for (const event of attachEvents(nodeId, held.snapshot.event, at)) {
      const item = { event, text: JSON.stringify(event) };
      if (rejoins) this.checkouts.onFrame(this.write(item));
      else this.writeChange(item);
    }
    for (const item of held.events) this.writeChange(item);
    for (const child of this.frames.below(document)) this.attach(child);
  }

  private writeChange(item: BatchEvent): void {
    this.checkouts.onEvent(this.write(item));
  }

  /** @returns the event's size in bytes */
  private write(item: BatchEvent, startsSnapshot = false): number {
    let { text } = item;
    const bytes = Buffer.byteLength(text);
    if (!this.flow.admit(bytes, item.event.timestamp)) return bytes;
    // Processes do not share the order of their messages, and clocks can be set back.
    const timestamp = Math.max(item.event.timestamp, this.lastTimestamp);
    if (timestamp !== item.event.timestamp) text = JSON.stringify({ ...item.event, timestamp });
    this.lastTimestamp = timestamp;
    this.output.write(text, timestamp, startsSnapshot);
    return bytes;
  }
}

/** A child has no address and size of its own in the replay: the target has one of each. */
function isOfWholeTarget(event: eventWithTime): boolean {
  return (
    event.type === EventType.Meta ||
    event.type === EventType.Load ||
    event.type === EventType.DomContentLoaded ||
    (event.type === EventType.IncrementalSnapshot &&
      event.data.source === IncrementalSource.ViewportResize)
  );
}

/** A child's full snapshot as the mutation by which rrweb fills an iframe. */
function attachEvents(nodeId: number, { data }: eventWithTime, timestamp: number): eventWithTime[] {
  const { node, initialOffset } = data as FullSnapshotData;
  const fill = {
    type: EventType.IncrementalSnapshot,
    data: {
      source: IncrementalSource.Mutation,
      adds: [{ parentId: nodeId, nextId: null, node }],
      removes: [],
      texts: [],
      attributes: [],
      isAttachIframe: true,
    },
    timestamp,
  } as eventWithTime;
  const { left: x, top: y } = initialOffset;
  if (x === 0 && y === 0) return [fill];
  const scroll = { source: IncrementalSource.Scroll, id: node.id, x, y } as const;
  return [fill, { type: EventType.IncrementalSnapshot, data: scroll, timestamp }];
}

/** The mutation by which rrweb itself tells of a style sheet that came after its link element. */
function styleEvent(id: number, cssText: string, timestamp: number): eventWithTime {
  return {
    type: EventType.IncrementalSnapshot,
    data: {
      source: IncrementalSource.Mutation,
      adds: [],
      removes: [],
      texts: [],
      attributes: [{ id, attributes: { _cssText: cssText } }],
    },
    timestamp,
  };
}

type FullSnapshotData = Extract<eventWithTime, { type: EventType.FullSnapshot }>["data"];

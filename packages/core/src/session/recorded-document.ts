import type { EventText } from "@pagereel/protocol";

/** Characters held for a document that is not yet joined to its iframe, as in a blocked iframe. */
const MAX_HELD_LENGTH = 8 * 1024 * 1024;

/** The page's end of a document's recorder. */
export interface DocumentSource {
  /**
   * Asks for a full snapshot, which comes as a batch.
   * @returns when it has come, or never will
   */
  requestSnapshot(): Promise<unknown>;
  /** Asks it to send nothing more. */
  pause(): Promise<unknown>;
  /** Asks it to send again, a full snapshot first. @returns as `requestSnapshot` */
  resume(): Promise<unknown>;
  /** Asks it to do without what is missed least, or to record all again. */
  spare(isOn: boolean): Promise<unknown>;
}

interface Held {
  snapshot: EventText;
  events: EventText[];
  length: number;
}

/** One document of a target, as far as Node knows it. */
export class RecordedDocument {
  /** Set with its first batch. */
  source: DocumentSource | undefined;
  nextSequence: number | undefined;
  /** The document that holds its iframe, and that element's id there. */
  parent: RecordedDocument | undefined;
  nodeId: number | undefined;
  /** True while its content is in the target's stream. */
  attached = false;
  /** True while children are missing in its snapshot, iframes among them. */
  isIncomplete = false;
  /** What its recorder does without, because it costs too much. */
  budgetStep = 0;
  /** True while it waits to be put back after a checkout. */
  rejoins = false;
  private held: Held | undefined;
  /** True from a pause to the first snapshot after it: what comes between refers to what is lost. */
  isStale = false;
  private requested = false;
  private paused = false;
  private sparing = false;

  constructor(readonly id: string) {}

  /** A full snapshot came, asked for or not. */
  onSnapshot(): void {
    this.requested = false;
  }

  holdSnapshot(snapshot: EventText): void {
    this.held = { snapshot, events: [], length: snapshot.text.length };
  }

  /** Keeps an event that comes after a held snapshot; one without says nothing. */
  holdEvent(item: EventText): void {
    if (!this.held) return;
    this.held.events.push(item);
    this.held.length += item.text.length;
    // A snapshot taken when it is joined tells the same.
    if (this.held.length > MAX_HELD_LENGTH) this.held = undefined;
  }

  /** Hands out what is held; where there is nothing, a snapshot is asked for. */
  release(): Held | undefined {
    const { held } = this;
    this.held = undefined;
    if (!held) this.requestSnapshot();
    return held;
  }

  attach(): void {
    this.attached = true;
    this.isStale = false;
    this.rejoins = false;
  }

  detach(): void {
    this.rejoins ||= this.attached;
    this.attached = false;
    this.held = undefined;
  }

  requestSnapshot(): void {
    const { source, paused } = this;
    if (this.requested || !source) return;
    this.requested = true;
    this.paused = false;
    const answer = paused ? source.resume() : source.requestSnapshot();
    void answer.finally(() => this.onSnapshot());
  }

  spare(isOn: boolean): void {
    if (this.sparing === isOn || !this.source) return;
    this.sparing = isOn;
    void this.source.spare(isOn);
  }

  /** Ends what it sends until a snapshot is requested. */
  pause(): void {
    if (this.paused || !this.source) return;
    this.paused = true;
    this.isStale = true;
    this.requested = false;
    this.detach();
    void this.source.pause();
  }
}

import { record } from "rrweb";
import type { RecorderConfig } from "./config.js";
import { handleWaitingMutations } from "./drainable-observer.js";
import { maskingOptions } from "./masking.js";
import { randomNumbers } from "./natives.js";
import { Outbox } from "./outbox.js";
import { hooks } from "./rrweb-hooks.js";

/** Ids that a child document may use: its nodes are few beside 2^24, and 2^53 ends exact numbers. */
const IDS_PER_DOCUMENT = 2 ** 24;
const ID_SLOTS = 2 ** 29;

/** Records one document, from its first body on. */
export class DocumentRecorder {
  readonly documentId = newDocumentId();
  readonly outbox: Outbox;
  private readonly stopRrweb: (() => void) | undefined;

  constructor(config: RecorderConfig, call: (payload: string) => void) {
    const top = window.parent === window;
    this.outbox = new Outbox(this.documentId, top, call);
    // A child's document must not have the id 1: rrweb takes that for the main document.
    hooks.idBase = top ? 0 : (1 + newIdSlot()) * IDS_PER_DOCUMENT;
    hooks.lastNodeId = 0;
    this.stopRrweb = record({
      emit: (event) => this.outbox.addEvent(event),
      errorHandler: (error: unknown) => {
        this.outbox.addError(error);
        return true;
      },
      ...maskingOptions(config),
      sampling: {
        mousemove: config.sampling.mouseMoveIntervalMs,
        mousemoveCallback: 0,
        scroll: config.sampling.scrollIntervalMs,
        media: config.sampling.mediaIntervalMs,
        input: config.sampling.input,
      },
      collectFonts: true,
      userTriggeredOnInput: true,
      slimDOMOptions: {},
    });
  }

  takeFullSnapshot(): void {
    record.takeFullSnapshot(true);
  }

  /** Sends all that has happened up to now, within the task. */
  flush(): void {
    handleWaitingMutations();
    this.outbox.flush();
  }

  /**
   * Gives back what rrweb hooked. Only for a document whose window goes to another one: on a page
   * that lives on it would undo what scripts hooked later.
   */
  stop(): void {
    this.outbox.muted = true;
    this.stopRrweb?.();
  }
}

function newDocumentId(): string {
  return Array.from(randomNumbers(3), (part) => part.toString(36)).join("");
}

function newIdSlot(): number {
  return (randomNumbers(1)[0] as number) % (ID_SLOTS - 2);
}

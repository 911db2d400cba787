import { watchAnimations } from "./animations.js";
import { awaitBinding, type Send, takeBinding } from "./binding.js";
import { Budget } from "./budget.js";
import { watchCanvases } from "./canvas.js";
import type { RecorderConfig } from "./config.js";
import { afterCall, guard, measureBy, prepareHooks } from "./disguise.js";
import { DocumentRecorder } from "./document-recorder.js";
import { watchElementStates } from "./element-states.js";
import { watchSwitches } from "./element-styles.js";
import { watchFonts } from "./fonts.js";
import { Frames } from "./frames.js";
import { shareHookedFunctions } from "./hooked-functions.js";
import { newIdBase } from "./id-base.js";
import { watchInputs } from "./inputs.js";
import { whenBodyExists, whenNavigating, whenRestored, whenWindowIsReused } from "./lifecycle.js";
import { Listeners } from "./listeners.js";
import { randomNumbers } from "./natives.js";
import { Outbox } from "./outbox.js";
import { answerRelatives, joinRelatives } from "./relatives.js";
import { watchShadowRoots } from "./shadow-roots.js";
import { watchSlots } from "./slots.js";
import { watchStyleSheets } from "./style-sheet-hooks.js";

/** What the Node side can ask of the recorder of a document. */
export interface RecorderControls {
  /** Sends a full snapshot, as rrweb's checkout. */
  takeFullSnapshot(): void;
  /** Sends all that has happened up to now. */
  flush(): void;
  /** Sends nothing more. */
  mute(): void;
  /** Looks at nothing and sends nothing. */
  pause(): void;
  /** Goes on after `pause`, with a full snapshot. */
  resume(): void;
  /** Does without positions of the pointer, and has styles come late; or does so no more. */
  spare(isOn: boolean): void;
  /** Sends the text of a link's style sheet, which Node did not find; false where it has none. */
  sendLinkedSheet(nodeId: number): boolean;
  /** A node's id in the recording, or -1. */
  idOf(node: Node): number;
}

/** The recorder of one window, whatever documents that shows one after the other. */
class WindowRecorder implements RecorderControls {
  private document: DocumentRecorder | undefined;
  private outbox: Outbox;
  private muted = false;
  private paused = false;
  private sparing = false;
  private readonly listeners = new Listeners();
  private readonly frames: Frames;
  private readonly budget: Budget | undefined;
  private readonly top = window.parent === window;
  private documentId = "";
  private idBase = 0;

  constructor(
    private readonly config: RecorderConfig,
    private readonly call: Send,
  ) {
    if (config.budget) {
      this.budget = new Budget(config.budget, () => guard(() => this.document?.onBudgetStep()));
      measureBy(this.budget);
    }
    answerRelatives(config.token, this.listeners);
    joinRelatives(config.token);
    this.outbox = this.newOutbox();
    prepareHooks(config.token, (error) => this.outbox.addError(error));
    this.frames = new Frames(config.token, this.listeners, (nodeId, documentId) =>
      this.outbox.addLink({ nodeId, documentId }),
    );
    this.watch();
    this.begin();
    whenWindowIsReused(() => this.beginAnew());
    whenNavigating(this.listeners, () => this.flush());
    whenRestored(this.listeners, () => {
      // The browser installs the binding again with the page.
      takeBinding(config.binding);
      // What it was told before it was put away holds no more: it is a new document to Node.
      if (this.paused) this.resume();
      else this.takeFullSnapshot();
      this.spare(false);
      if (this.document) this.frames.announce(this.documentId);
    });
  }

  private newOutbox(): Outbox {
    this.documentId = newDocumentId();
    // A child's document must not have the id 1: rrweb takes that for the main document.
    this.idBase = this.top ? 0 : newIdBase();
    const outbox = new Outbox(this.documentId, this.top, this.idBase, this.call, this.budget);
    outbox.muted = this.muted;
    return outbox;
  }

  private begin(): void {
    whenBodyExists(() => guard(() => this.record()));
  }

  /** The window has another document, or `document.open()` made another one of that. */
  private beginAnew(): void {
    this.document?.stop();
    this.document = undefined;
    this.outbox = this.newOutbox();
    this.listeners.renew();
    this.begin();
  }

  private record(): void {
    shareHookedFunctions(this.config.token);
    if (this.muted || this.paused) return;
    this.document = new DocumentRecorder(
      this.config,
      this.outbox,
      this.budget,
      this.idBase,
      this.top,
      (element, id) => this.frames.addElement(element, id),
      () => this.beginAnew(),
    );
    if (this.sparing) this.document.spare(true);
    this.frames.announce(this.documentId);
  }

  /** Hooks what no event tells. The hooks last as long as the window. */
  private watch(): void {
    watchShadowRoots((host, root) => this.document?.onShadowRootAttached(host, root));
    watchStyleSheets(() => this.document?.sheets);
    watchSwitches((sheet) => this.document?.styles.onSwitched(sheet));
    watchInputs((element) => this.document?.inputs.record(element, false));
    watchElementStates((element) => this.document?.onStateChanged(element));
    if (this.config.canvas) watchCanvases(() => this.document?.canvases);
    watchFonts(() => this.document?.fonts);
    watchAnimations((element) => this.document?.onStyleFilled(element));
    watchSlots((changes) => this.document?.onSlotsAssigned(changes));
    afterCall(CustomElementRegistry.prototype, "define", (_registry, [name]: string[]) =>
      this.document?.onElementDefined(`${name}`),
    );
  }

  takeFullSnapshot(): void {
    guard(() => this.document?.takeFullSnapshot());
    // Node takes the answer to its call for the end of what that brings.
    this.outbox.flush();
  }

  flush(): void {
    guard(() => this.document?.flush());
  }

  mute(): void {
    this.muted = true;
    this.outbox.muted = true;
    this.document?.stop();
  }

  pause(): void {
    this.paused = true;
    this.document?.pause();
  }

  resume(): void {
    this.paused = false;
    if (this.document) guard(() => this.document?.resume());
    // One that came meanwhile.
    else this.begin();
    this.outbox.flush();
  }

  spare(isOn: boolean): void {
    this.sparing = isOn;
    guard(() => this.document?.spare(isOn));
    this.outbox.flush();
  }

  sendLinkedSheet(nodeId: number): boolean {
    let isSent = false;
    guard(() => {
      isSent = this.document?.styles.sendLinked(nodeId) ?? false;
    });
    this.outbox.flush();
    return isSent;
  }

  idOf(node: Node): number {
    return this.document?.mirror.idOf(node) ?? -1;
  }
}

/** Starts recording this window. */
export function start(config: RecorderConfig): RecorderControls {
  const send = takeBinding(config.binding) ?? awaitBinding(config.binding);
  return new WindowRecorder(config, send);
}

function newDocumentId(): string {
  const parts = randomNumbers(3);
  return `${parts[0]}-${parts[1]}-${parts[2]}`;
}

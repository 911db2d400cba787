import type { Canvases } from "./canvas.js";
import type { RecorderConfig } from "./config.js";
import { guard } from "./disguise.js";
import { type ElementStyles, isStyled } from "./element-styles.js";
import { DOM_CONTENT_LOADED, type Emit, LOAD } from "./event-parts.js";
import { recordFocus } from "./focus.js";
import type { Inputs } from "./inputs.js";
import { Listeners } from "./listeners.js";
import { MEDIA_EVENTS, mediaRecorder } from "./media.js";
import {
  ELEMENT,
  eventTarget,
  hasAttribute,
  listen,
  nativeQueueMicrotask,
  nodeType,
  SafeWeakSet,
} from "./natives.js";
import { recordPointer, targetOf } from "./pointer.js";
import { scrollRecorder } from "./scrolling.js";
import { selectionRecorder } from "./selection.js";
import type { WindowSize } from "./window-size.js";

type Listener = (event: Event) => void;

/** What records of a document what its events tell. */
export interface EventRecorders {
  readonly inputs: Inputs;
  readonly styles: ElementStyles;
  readonly canvases: Canvases | undefined;
  /** Of the window, where it is that of the page. */
  readonly size: WindowSize | undefined;
  emit: Emit;
  /** Sends an event of another type than that of changes. */
  send(type: number, data: string): void;
  idOf(node: Node | null): number;
  /** Whether positions of the pointer are left out. */
  isWithoutMoves(): boolean;
  onScrolled(node: Node): void;
  /** An element has got the focus. */
  onFocused(element: Element, id: number): void;
  /** What no attribute tells of an element is another one now. */
  onStateChanged(element: Element): void;
}

/** Listens in a document, in its shadow trees and, for that of a page, in its window. */
export class DocumentListeners {
  private readonly all = new Listeners();
  /** Listeners of events that do not leave shadow trees. */
  private readonly inner: [type: string, listener: Listener][] = [];
  private readonly listening = new SafeWeakSet<ShadowRoot>();

  constructor(
    config: RecorderConfig,
    private readonly recorders: EventRecorders,
  ) {
    const { sampling } = config;
    const { inputs, canvases, size, emit, idOf } = recorders;
    const on = (type: string, listener: Listener) => {
      this.all.add(document, type, (event: Event) => guard(() => listener(event)));
    };
    const onInner = (type: string, listener: Listener) => {
      on(type, listener);
      this.inner[this.inner.length] = [type, (event) => guard(() => listener(event))];
    };
    recordPointer(config, on, idOf, emit, recorders.isWithoutMoves);
    recordFocus(onInner, idOf, emit, recorders.onFocused);
    on("input", (event) => inputs.onEvent(event));
    onInner("change", (event) => inputs.onEvent(event));
    onInner("reset", (event) => inputs.onReset(event));
    onInner("scroll", scrollRecorder(sampling.scrollIntervalMs, idOf, recorders.onScrolled, emit));
    const onMedia = mediaRecorder(sampling.mediaIntervalMs, idOf, emit, (element, type) => {
      if (type === "play" || type === "pause" || type === "seeked") canvases?.onVideo(element);
    });
    for (const type in MEDIA_EVENTS) onInner(type, onMedia);
    on("selectionchange", selectionRecorder(idOf, emit));
    onInner("load", (event) => this.onLoad(event));
    onInner("beforetoggle", (event) => this.onToggle(event));
    onInner("toggle", (event) => this.onToggle(event));
    if (size) this.listenInWindow(on, size);
  }

  /** Listens in a shadow tree of the document, too. */
  addRoot(root: ShadowRoot): void {
    if (this.listening.has(root)) return;
    this.listening.add(root);
    for (let i = 0; i < this.inner.length; i++) {
      const entry = this.inner[i] as (typeof this.inner)[number];
      listen(root, entry[0], entry[1]);
    }
  }

  remove(): void {
    this.all.remove();
  }

  private listenInWindow(on: (type: string, listener: Listener) => void, size: WindowSize): void {
    on("DOMContentLoaded", () => this.recorders.send(DOM_CONTENT_LOADED, "{}"));
    this.all.add(window, "resize", () => guard(() => size.look()));
    // That of the page, which its document does not see.
    this.all.add(window, "load", (event: Event) => {
      // Its path begins at the window.
      if (eventTarget(event) === document) guard(() => this.recorders.send(LOAD, "{}"));
    });
  }

  private onLoad(event: Event): void {
    const target = targetOf(event);
    if (target && nodeType(target) === ELEMENT && isStyled(target as Element)) {
      this.recorders.styles.onLoad(target as Element);
    }
  }

  /** A popover opens after the event that says so. */
  private onToggle(event: Event): void {
    const target = targetOf(event);
    if (!target || nodeType(target) !== ELEMENT || !hasAttribute(target as Element, "popover")) {
      return;
    }
    nativeQueueMicrotask(() => guard(() => this.recorders.onStateChanged(target as Element)));
  }
}

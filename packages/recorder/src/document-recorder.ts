import { changedAttribute, type JsonPairs } from "./attributes.js";
import { type Budget, SNAPSHOTS_ONLY, WITH_LATE_STYLES, WITHOUT_MOVES } from "./budget.js";
import { Canvases } from "./canvas.js";
import type { RecorderConfig } from "./config.js";
import { NEVER } from "./deadline.js";
import { guard } from "./disguise.js";
import { DocumentListeners } from "./document-listeners.js";
import { changedStateEvent, isModal, stateEvent } from "./element-states.js";
import { ElementStyles } from "./element-styles.js";
import {
  CUSTOM,
  CUSTOM_ELEMENT,
  FOCUS,
  FONT,
  FULL_SNAPSHOT,
  INCREMENTAL,
  META,
  MOUSE_INTERACTION,
  MUTATION,
  mutationOf,
  SCROLL,
} from "./event-parts.js";
import { focusedElement, hiddenRingEvent } from "./focus.js";
import { Fonts } from "./fonts.js";
import { Inputs, isUnchosen } from "./inputs.js";
import { Masking } from "./masking.js";
import { type Entry, Mirror } from "./mirror.js";
import { Mutations } from "./mutations.js";
import {
  DOCUMENT,
  getter,
  hasAttribute,
  hostOf,
  listen,
  localName,
  nativeQueueMicrotask,
  nativeSetTimeout,
  nodeType,
  now,
  preciseNow,
  quote,
} from "./natives.js";
import type { Outbox } from "./outbox.js";
import { scrollOfPage } from "./scrolling.js";
import { Serializer } from "./serializer.js";
import { shadowRootOf } from "./shadow-roots.js";
import { writeSlotNames } from "./slots.js";
import { StyleSheets } from "./style-sheets.js";
import { WindowSize } from "./window-size.js";

const addressOf = getter(Document.prototype, "URL");
/** ms that a snapshot takes at a time. Sending what was written takes as long again, at most. */
const SLICE_MS = 20;
/** ms after which what happens while a snapshot is taken has its own time again. */
const MAX_SNAPSHOT_MS = 500;

/** That of its element, which the replay has. */
const SIZE_OF_FRAME = `"width":0,"height":0`;

const isHidden = getter(Document.prototype, "hidden");
const readyState = getter(Document.prototype, "readyState");

/** Records one document, from its first body on. */
export class DocumentRecorder {
  readonly mirror: Mirror;
  readonly sheets: StyleSheets;
  readonly styles: ElementStyles;
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly canvases: Canvases | undefined;
  private readonly size: WindowSize | undefined;
  private readonly masking: Masking;
  private readonly serializer: Serializer;
  private readonly mutations: Mutations;
  private readonly listeners: DocumentListeners;
  /** What is to be told after what was written last. */
  private newRoots: ShadowRoot[] = [];
  private newStates: string[] = [];
  private afterwards: (() => void)[] = [];
  /** Where elements are scrolled that a snapshot comes to later. */
  private positions: string[] = [];
  /** Set while a snapshot is being taken. */
  private snapshotTime: number | undefined;
  private paused = false;
  private isSparing = false;
  /** False while snapshots stand for changes of the tree. */
  private observes = true;
  private series = 0;
  /** What the last snapshot cost, in ms and characters. */
  private snapshotMs = 0;
  private snapshotLength = 0;

  /**
   * @param onIframe - an iframe element got an id
   * @param onReopened - `document.open()` made another document of it
   */
  constructor(
    config: RecorderConfig,
    private readonly outbox: Outbox,
    private readonly budget: Budget | undefined,
    idBase: number,
    top: boolean,
    private readonly onIframe: (element: HTMLIFrameElement, id: number) => void,
    onReopened: () => void,
  ) {
    this.mirror = new Mirror(idBase);
    this.masking = new Masking(config);
    const emit = (source: number, fields: string) => this.emit(source, fields);
    this.sheets = new StyleSheets(idBase, this.mirror, emit, (host) => this.idOfHost(host));
    this.styles = new ElementStyles(this.mirror, this.sheets, emit, (sheet) =>
      outbox.addSheet(sheet),
    );
    this.sheets.onOwnerText = (owner) => this.styles.send(owner);
    this.inputs = new Inputs(config, this.mirror, this.masking, emit);
    this.canvases = config.canvas && new Canvases(config.canvas, this.mirror, emit);
    this.fonts = new Fonts((fields) => this.emit(FONT, fields));
    this.serializer = new Serializer(this.mirror, this.masking, {
      onElement: (element, tag, entry) => this.onElement(element, tag, entry),
      onShadowRoot: (root) => this.onShadowRoot(root),
      onScrolled: (id, left, top) => {
        this.positions[this.positions.length] = `"id":${id},"x":${left},"y":${top}`;
      },
      cssOf: (element) => this.styles.cssOf(element),
      shadowRootOf,
      writeExtras: (pairs, element, tag) => this.writeExtras(pairs, element, tag),
    });
    this.mutations = new Mutations(this.mirror, this.serializer, this.masking, {
      emit,
      onReopened,
      isStyleLate: () => this.step >= WITH_LATE_STYLES,
      onStyleTextChanged: (style) => this.styles.send(style),
      onAttributeChanged: (element, tag, name, pairs) =>
        this.onAttributeChanged(element, tag, name, pairs),
      afterwards: () => this.sendNews(),
    });
    const isLoading = readyState(document) === "loading";
    this.size = top ? new WindowSize(emit, isLoading) : undefined;
    this.serializer.asksForScroll = !isLoading;
    // Before the snapshot, which comes across shadow trees that are there already.
    this.listeners = new DocumentListeners(config, {
      inputs: this.inputs,
      styles: this.styles,
      canvases: this.canvases,
      size: this.size,
      emit,
      send: (type, data) => this.send(type, data),
      idOf: (node) => this.idOf(node),
      isWithoutMoves: () => this.step >= WITHOUT_MOVES,
      onScrolled: (node) => this.serializer.scrolled.add(node),
      onFocused: (element, id) => this.sendRing(element, id),
      onStateChanged: (element) => this.onStateChanged(element),
    });
    this.takeFullSnapshot();
    if (this.observes) this.mutations.observe(document);
    if (this.step > 0) this.onBudgetStep();
  }

  /** What it does without for now. */
  private get step(): number {
    return Math.max(this.budget?.step ?? 0, this.isSparing ? WITH_LATE_STYLES : 0);
  }

  /** @param isOn - whether to do without what the budget takes first, whatever that allows */
  spare(isOn: boolean): void {
    const before = this.step;
    this.isSparing = isOn;
    if (this.step !== before) this.onBudgetStep();
  }

  /** The budget takes something away, or gives it back. */
  onBudgetStep(): void {
    if (this.paused) return;
    this.outbox.tell();
    this.send(CUSTOM, `{"tag":"pagereel.budget","payload":{"step":${this.step}}}`);
    if (this.step === SNAPSHOTS_ONLY) {
      // What is seen so far, and the rest of a snapshot, while what changes in it is still seen.
      this.flush();
      this.observes = false;
      this.mutations.stop();
      this.requestCheckouts(++this.series);
    } else if (!this.observes) {
      // What has changed since the last snapshot is not known: it observes again with the next one.
      this.outbox.requestCheckout();
    }
  }

  /** Asks for snapshots as often as the budget allows. @param series - ends with the next one */
  private requestCheckouts(series: number): void {
    if (this.paused || this.step !== SNAPSHOTS_ONLY || series !== this.series) return;
    this.outbox.requestCheckout();
    const interval = this.budget?.snapshotInterval(this.snapshotMs, this.snapshotLength) ?? 0;
    nativeSetTimeout(() => guard(() => this.requestCheckouts(series)), interval);
  }

  takeFullSnapshot(): void {
    if (this.paused) return;
    this.mutations.handleWaiting();
    this.mutations.forgetLate();
    const observesAgain = !this.observes && this.step !== SNAPSHOTS_ONLY;
    if (observesAgain) {
      this.observes = true;
      this.mutations.observe(document);
    }
    const begunAt = preciseNow();
    this.sheets.restart();
    this.styles.restart();
    this.snapshotTime = now();
    this.positions = [];
    const size = this.size?.json ?? SIZE_OF_FRAME;
    this.send(META, `{"href":${quote(addressOf(document))},${size}}`);
    // Nobody waits for a page that is not shown, and its timers are slow. What may change unseen is
    // not written in parts.
    const isWhole = isHidden(document) || !this.observes;
    const deadline = isWhole ? NEVER : this.snapshotTime + SLICE_MS;
    const node = this.serializer.document(document, deadline);
    this.outbox.setIncomplete(this.serializer.isUnfinished);
    const { scrolled, asksForScroll } = this.serializer;
    const { x, y } = asksForScroll || scrolled.has(document) ? scrollOfPage() : { x: 0, y: 0 };
    this.send(FULL_SNAPSHOT, `{"node":${node},"initialOffset":{"left":${x},"top":${y}}}`);
    this.sheets.sendAdopted(document);
    this.goOn(deadline);
    this.snapshotMs = preciseNow() - begunAt;
    this.snapshotLength = node.length;
    if (observesAgain) this.budget?.forgive();
  }

  /**
   * Goes on with a snapshot that is too large for one task, and ends it when nothing is missing. What
   * else is sent meanwhile has the snapshot's time as well: a replay is never without the half of it.
   */
  private goOn(deadline: number): void {
    const adds = this.serializer.rest(deadline);
    const { isUnfinished } = this.serializer;
    // Before what completes it, as that may be sent at once.
    this.outbox.setIncomplete(isUnfinished);
    if (adds) this.emit(MUTATION, mutationOf("", "", "", adds));
    this.sendNews();
    if (isUnfinished) {
      nativeSetTimeout(() => guard(() => this.nextSlice()), 0);
      return;
    }
    for (let i = 0; i < this.positions.length; i++) this.emit(SCROLL, this.positions[i] as string);
    this.positions = [];
    this.fonts.sendAll();
    this.sendFocus();
    this.snapshotTime = undefined;
  }

  private nextSlice(): void {
    if (this.paused || !this.serializer.isUnfinished) return;
    this.mutations.handleWaiting();
    const time = now();
    if (this.snapshotTime !== undefined && time > this.snapshotTime + MAX_SNAPSHOT_MS) {
      this.snapshotTime = undefined;
    }
    this.goOn(time + SLICE_MS);
  }

  /** The snapshot does not say what has the focus. */
  private sendFocus(): void {
    const element = focusedElement(document);
    const id = this.idOf(element);
    if (!element || id === -1) return;
    this.emit(MOUSE_INTERACTION, `"type":${FOCUS},"id":${id}`);
    this.sendRing(element, id);
  }

  private sendRing(element: Element, id: number): void {
    const event = hiddenRingEvent(element, id);
    if (event) this.send(CUSTOM, event);
  }

  /** Sends all that has happened up to now, within the task. */
  flush(): void {
    this.mutations.handleWaiting();
    this.mutations.handleLate();
    if (this.serializer.isUnfinished && !this.paused) this.goOn(NEVER);
    this.sheets.checkWatched();
    this.outbox.flush();
  }

  pause(): void {
    this.paused = true;
    this.mutations.stop();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.observes = false;
    this.takeFullSnapshot();
    this.requestCheckouts(++this.series);
  }

  /** For a document whose window goes on with another one, or that is another one now. */
  stop(): void {
    this.outbox.flush();
    this.paused = true;
    this.mutations.stop();
    this.listeners.remove();
  }

  emit(source: number, fields: string): void {
    this.send(INCREMENTAL, `{"source":${source},${fields}}`);
  }

  private send(type: number, data: string): void {
    if (this.paused) return;
    const timestamp = this.snapshotTime ?? now();
    this.outbox.addEvent(`{"type":${type},"data":${data},"timestamp":${timestamp}}`);
  }

  private idOf(node: Node | null): number {
    return node === null ? -1 : this.mirror.idOf(node);
  }

  private idOfHost(host: Document | ShadowRoot): number {
    return this.mirror.idOf(nodeType(host) === DOCUMENT ? host : hostOf(host as ShadowRoot));
  }

  private onElement(element: Element, tag: string, entry: Entry): void {
    if (tag === "iframe" && !entry.opaque) this.onIframe(element as HTMLIFrameElement, entry.id);
    if (tag === "canvas" && !entry.opaque) {
      const show = this.canvases?.add(element as HTMLCanvasElement, entry.id);
      if (show) this.afterwards[this.afterwards.length] = show;
    }
    if (tag === "select" && !entry.opaque && isUnchosen(element)) {
      this.afterwards[this.afterwards.length] = () => this.sendUnchosen(element, entry.id);
    }
    const state = stateEvent(element, tag, entry);
    if (state) this.newStates[this.newStates.length] = state;
  }

  /** Of a select that the parser has not read to its end nothing is chosen for a moment. */
  private sendUnchosen(element: Element, id: number): void {
    const send = () => {
      if (isUnchosen(element)) this.inputs.recordUnchosen(id);
    };
    if (readyState(document) !== "loading") send();
    else listen(document, "DOMContentLoaded", () => guard(send));
  }

  private onShadowRoot(root: ShadowRoot): void {
    if (this.observes) this.mutations.observe(root);
    this.newRoots[this.newRoots.length] = root;
    this.listeners.addRoot(root);
  }

  /** A script gave an element of the replay a shadow root. */
  onShadowRootAttached(host: Element, root: ShadowRoot): void {
    const entry = this.mirror.get(host);
    if (!entry || entry.opaque || !this.mirror.isPresent(entry)) return;
    this.onShadowRoot(root);
    // The replayer attaches a root with its first child. One that is empty hides the host's children,
    // and can have style sheets already.
    const id = this.mirror.newId();
    const text = this.serializer.shadowText(id);
    const add = `{"parentId":${entry.id},"nextId":null,"node":${text}}`;
    const remove = `{"parentId":${entry.id},"id":${id},"isShadow":true}`;
    this.emit(MUTATION, mutationOf("", "", "", add));
    this.emit(MUTATION, mutationOf("", "", remove, ""));
  }

  private sendNews(): void {
    const { newRoots, newStates, afterwards } = this;
    this.newRoots = [];
    this.newStates = [];
    this.afterwards = [];
    for (let i = 0; i < newRoots.length; i++) this.sheets.sendAdopted(newRoots[i] as ShadowRoot);
    for (let i = 0; i < newStates.length; i++) this.send(CUSTOM, newStates[i] as string);
    for (let i = 0; i < afterwards.length; i++) (afterwards[i] as () => void)();
  }

  onStateChanged(element: Element): void {
    const entry = this.mirror.get(element);
    if (entry) this.send(CUSTOM, changedStateEvent(element, localName(element), entry));
  }

  /** The style of an element is another one than its attribute says. */
  onStyleFilled(element: Element): void {
    const id = this.mirror.idOf(element);
    const style = changedAttribute(element, localName(element), "style", this.masking);
    if (id === -1) return;
    const change = `{"id":${id},"attributes":{"style":${style}}}`;
    this.emit(MUTATION, mutationOf("", change, "", ""));
  }

  onElementDefined(name: string): void {
    this.emit(CUSTOM_ELEMENT, `"define":{"name":${quote(name)}}`);
  }

  private writeExtras(pairs: JsonPairs, element: Element, tag: string): void {
    if (tag === "style" || tag === "link") this.styles.writeMedia(pairs, element);
    writeSlotNames(pairs, element, tag);
  }

  private onAttributeChanged(element: Element, tag: string, name: string, pairs: JsonPairs): void {
    if (tag === "style" || tag === "link") {
      this.styles.onAttributeChanged(pairs, element, name);
    } else if (tag === "dialog" && name === "open" && hasAttribute(element, "open")) {
      pairs.addKnown("rr_open_mode", isModal(element) ? `"modal"` : `"non-modal"`);
    } else if (name === "popover") {
      nativeQueueMicrotask(() => guard(() => this.onStateChanged(element)));
    }
  }

  /** A script gave an element's slots their nodes by hand. */
  onSlotsAssigned(changes: [element: Element, name: string, value: string | null][]): void {
    let attributes = "";
    for (let i = 0; i < changes.length; i++) {
      const change = changes[i] as (typeof changes)[number];
      const id = this.mirror.idOf(change[0]);
      if (id === -1) continue;
      const value = change[2] === null ? "null" : quote(change[2]);
      attributes += `${attributes && ","}{"id":${id},"attributes":{"${change[1]}":${value}}}`;
    }
    if (!attributes) return;
    this.emit(MUTATION, mutationOf("", attributes, "", ""));
  }
}

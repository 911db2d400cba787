import type { Listeners } from "./listeners.js";
import {
  announceTo,
  composedPath,
  deref,
  ELEMENT,
  eventDetail,
  frameElementOf,
  getAttribute,
  getter,
  hasAttribute,
  hideFromPage,
  indexOf,
  isConnected,
  localName,
  messageData,
  messageSource,
  NativeWeakRef,
  nodeType,
  postMessage,
  SafeMap,
  SafeWeakMap,
  slice,
} from "./natives.js";

const contentWindow = getter(HTMLIFrameElement.prototype, "contentWindow");

/** Of those whose windows nobody has told, as many are kept at least before they are looked through. */
const MIN_UNKNOWN = 16;

interface Detail {
  documentId: string;
  isHeard: boolean;
}

/**
 * Joins the iframe elements of this document with the documents that they show, whatever process
 * those are in. A child says its document id to its parent's recorder, which hides that from the
 * page: by an event on the iframe element within an origin, by a message from another one.
 *
 * An iframe's window is not touched before its document speaks: that would run the automation's own
 * scripts in a first about:blank, which the browser else leaves without a script context.
 */
export class Frames {
  private readonly nodeIds = new SafeWeakMap<Element, number>();
  private readonly documentIds = new SafeWeakMap<Element, string>();
  /** Elements by node id whose windows no message has told. */
  private readonly unknown = new SafeMap<number, WeakRef<HTMLIFrameElement>>();
  private maxUnknown = MIN_UNKNOWN;
  /** By window. */
  private readonly elements = new SafeWeakMap<object, WeakRef<HTMLIFrameElement>>();
  // A page may put something else in its place later.
  private readonly parent = window.parent;

  constructor(
    private readonly token: string,
    listeners: Listeners,
    private readonly onLink: (nodeId: number, documentId: string) => void,
  ) {
    listeners.add(window, token, (event: CustomEvent) => this.onEvent(event));
    listeners.add(window, "message", (event: MessageEvent) => this.onMessage(event));
  }

  /** An iframe element was serialized: it has an id now. */
  addElement(element: HTMLIFrameElement, nodeId: number): void {
    this.nodeIds.set(element, nodeId);
    const documentId = this.documentIds.get(element);
    if (documentId !== undefined) this.onLink(nodeId, documentId);
    this.unknown.set(nodeId, new NativeWeakRef(element));
    // Most never send a message: a page that makes frames for hours must not be left with all of them.
    if (this.unknown.size > this.maxUnknown) this.dropGone();
  }

  private dropGone(): void {
    this.unknown.forEach((reference, nodeId) => {
      const element = deref(reference) as HTMLIFrameElement | undefined;
      if (!element || !isConnected(element)) this.unknown.delete(nodeId);
    });
    this.maxUnknown = Math.max(MIN_UNKNOWN, 2 * this.unknown.size);
  }

  /** Tells the parent's recorder which document its frame shows now. */
  announce(documentId: string): void {
    if (this.parent === window) return;
    const detail: Detail = { documentId, isHeard: false };
    announceTo(() => frameElementOf(window), this.token, detail);
    if (!detail.isHeard) postMessage(this.parent, this.token + documentId);
  }

  private onEvent(event: CustomEvent): void {
    const target = composedPath(event)[0] as Node | undefined;
    // In a closed shadow tree it is the host: a message finds the element.
    if (!target || nodeType(target) !== ELEMENT || localName(target as Element) !== "iframe")
      return;
    hideFromPage(event);
    const detail = eventDetail(event) as Detail;
    detail.isHeard = true;
    this.link(target as HTMLIFrameElement, detail.documentId);
  }

  private onMessage(event: MessageEvent): void {
    const data = messageData(event);
    if (typeof data !== "string" || indexOf(data, this.token) !== 0) return;
    hideFromPage(event);
    const child = messageSource(event);
    // The frame is gone: nothing can be joined any more.
    if (child === null) return;
    const known = this.elements.get(child);
    const element = (known && deref(known)) ?? this.find(child, true) ?? this.find(child, false);
    if (!element) return;
    this.elements.set(child, new NativeWeakRef(element as HTMLIFrameElement));
    this.link(element as HTMLIFrameElement, slice(data, this.token.length));
  }

  private link(element: HTMLIFrameElement, documentId: string): void {
    this.documentIds.set(element, documentId);
    const nodeId = this.nodeIds.get(element);
    if (nodeId !== undefined) this.onLink(nodeId, documentId);
  }

  /** @param elsewhere - look only at those whose document is not one of this origin */
  private find(child: object, elsewhere: boolean): HTMLIFrameElement | undefined {
    let found: HTMLIFrameElement | undefined;
    this.unknown.forEach((reference, nodeId) => {
      const element = deref(reference) as HTMLIFrameElement | undefined;
      if (!element || !isConnected(element)) this.unknown.delete(nodeId);
      else if (!found && !(elsewhere && isOfThisOrigin(element))) {
        if (contentWindow(element) !== child) return;
        this.unknown.delete(nodeId);
        found = element;
      }
    });
    return found;
  }
}

/** As far as its attributes tell. */
function isOfThisOrigin(element: HTMLIFrameElement): boolean {
  if (hasAttribute(element, "srcdoc")) return true;
  const src = getAttribute(element, "src") ?? "";
  return !/^(?:\w+:)?\/\//.test(src) || indexOf(src, window.origin) === 0;
}

import type { Listeners } from "./listeners.js";
import {
  getter,
  hideFromPage,
  indexOf,
  messageData,
  messageSource,
  postMessage,
  SafeWeakMap,
  slice,
} from "./natives.js";

const contentWindow = getter(HTMLIFrameElement.prototype, "contentWindow");

/**
 * Joins the iframe elements of this document with the documents that they show, whatever process
 * those are in. A child says its document id to its parent's recorder by a message that the page
 * never sees: the recorder's listener is the first, and stops it.
 */
export class Frames {
  private readonly nodeIds = new SafeWeakMap<object, number>();
  private readonly documentIds = new SafeWeakMap<object, string>();
  // A page may put something else in its place later.
  private readonly parent = window.parent;

  constructor(
    private readonly token: string,
    listeners: Listeners,
    private readonly onLink: (nodeId: number, documentId: string) => void,
  ) {
    listeners.add(window, "message", (event: MessageEvent) => this.onMessage(event));
  }

  /** An iframe element was serialized: it has an id now. */
  addElement(element: HTMLIFrameElement, nodeId: number): void {
    const child = contentWindow(element);
    if (!child) return;
    this.nodeIds.set(child, nodeId);
    const documentId = this.documentIds.get(child);
    if (documentId !== undefined) this.onLink(nodeId, documentId);
  }

  /** Tells the parent's recorder which document its frame shows now. */
  announce(documentId: string): void {
    if (this.parent !== window) postMessage(this.parent, this.token + documentId);
  }

  private onMessage(event: MessageEvent): void {
    const data = messageData(event);
    if (typeof data !== "string" || indexOf(data, this.token) !== 0) return;
    hideFromPage(event);
    const child = messageSource(event);
    // The frame is gone: nothing can be joined any more.
    if (child === null) return;
    const documentId = slice(data, this.token.length);
    this.documentIds.set(child, documentId);
    const nodeId = this.nodeIds.get(child);
    if (nodeId !== undefined) this.onLink(nodeId, documentId);
  }
}

import type { JsonPairs } from "./attributes.js";
import { afterGet, afterSet } from "./disguise.js";
import { type Emit, MUTATION, mutationOf } from "./event-parts.js";
import type { Mirror } from "./mirror.js";
import {
  firstChild,
  getAttribute,
  getter,
  hasAttribute,
  indexOf,
  isSheetDisabled,
  localName,
  nativeQueueMicrotask,
  nextSibling,
  nodeType,
  ownerOfSheet,
  quote,
  TEXT,
} from "./natives.js";
import type { StyleSheets } from "./style-sheets.js";

const mediaOf = getter(StyleSheet.prototype, "media");
const mediaText = getter(MediaList.prototype, "mediaText");
const sheetOfStyle = getter(HTMLStyleElement.prototype, "sheet");
const sheetOfLink = getter(HTMLLinkElement.prototype, "sheet");
const hrefOfLink = getter(HTMLLinkElement.prototype, "href");
const HTMLStyle = HTMLStyleElement;
const HTMLLink = HTMLLinkElement;

/** The CSS of `style` and `link` elements, where that is not in their text and attributes. */
export class ElementStyles {
  /**
   * @param onUnreadable - called for a link of whose sheet scripts are not told all
   */
  constructor(
    private readonly mirror: Mirror,
    private readonly sheets: StyleSheets,
    private readonly emit: Emit,
    private readonly onUnreadable: (nodeId: number, url: string) => void,
  ) {}

  /** CSS that an element's own text does not tell, or undefined. */
  cssOf(element: Element): string | undefined {
    const sheet = sheetOf(element);
    if (!sheet) return undefined;
    if (element instanceof HTMLLink) {
      const text = this.sheets.textOf(sheet);
      // The rules have no text for a shorthand with var() before a longhand: the source has.
      const isWhole = text !== undefined && indexOf(text, ": ;") === -1;
      if (!isWhole && this.sheets.isAsLoaded(sheet)) {
        this.onUnreadable(this.mirror.idOf(element), hrefOfLink(element));
      }
      return text;
    }
    return this.sheets.isAsWritten(sheet, element) ? undefined : this.sheets.textOf(sheet);
  }

  /** Sends an element's CSS anew, after a load or a change. */
  send(element: Element): void {
    const id = this.mirror.idOf(element);
    const css = id === -1 ? undefined : this.cssOf(element);
    if (css === undefined) return;
    if (element instanceof HTMLStyle) this.sendAsText(element, css);
    else this.sendAttribute(id, "_cssText", quote(css));
  }

  /** The replayer loses the text nodes of a style element whose CSS comes as an attribute. */
  private sendAsText(element: Element, css: string): void {
    let texts = "";
    for (let child = firstChild(element); child; child = nextSibling(child)) {
      const id = nodeType(child) === TEXT ? this.mirror.idOf(child) : -1;
      if (id === -1) continue;
      texts += texts ? `,{"id":${id},"value":""}` : `{"id":${id},"value":${quote(css)}}`;
    }
    if (texts) this.emit(MUTATION, mutationOf(texts, "", "", ""));
  }

  private sendAttribute(id: number, name: string, json: string): void {
    const attributes = `{"id":${id},"attributes":{"${name}":${json}}}`;
    this.emit(MUTATION, mutationOf("", attributes, "", ""));
  }

  /** A resource of the page was loaded: a sheet, or what one imports. */
  onLoad(element: Element): void {
    const sheet = sheetOf(element);
    if (!sheet) return;
    this.sheets.forget(sheet);
    this.send(element);
  }

  /** A script switched a sheet on or off, or changed its media. */
  onSwitched(sheet: StyleSheet): void {
    const owner = ownerOfSheet(sheet) as Element | null;
    const id = owner ? this.mirror.idOf(owner) : -1;
    if (owner && id !== -1) this.sendAttribute(id, "media", this.media(owner));
    else if (!owner) this.sheets.onSwitched();
  }

  /** In the recording, a sheet that is switched off is one for no medium. */
  writeMedia(pairs: JsonPairs, element: Element): void {
    const media = this.media(element);
    if (media !== "null" || hasAttribute(element, "media")) pairs.addKnown("media", media);
  }

  /** To be called for each changed attribute of a style or link. */
  onAttributeChanged(pairs: JsonPairs, element: Element, name: string): void {
    if (name === "media" || name === "disabled" || name === "rel" || name === "href") {
      pairs.addKnown("media", this.media(element));
    }
  }

  private media(element: Element): string {
    const sheet = sheetOf(element);
    const isOff = sheet
      ? isSheetDisabled(sheet)
      : element instanceof HTMLLink && hasAttribute(element, "disabled");
    if (isOff) return `"not all"`;
    const text = sheet ? mediaText(mediaOf(sheet)) : getAttribute(element, "media");
    return text ? quote(text) : "null";
  }
}

export function isStyled(element: Element): boolean {
  const tag = localName(element);
  return tag === "style" || tag === "link";
}

function sheetOf(element: Element): CSSStyleSheet | null {
  if (element instanceof HTMLStyle) return sheetOfStyle(element);
  return element instanceof HTMLLink ? sheetOfLink(element) : null;
}

/** Hooks the ways by which scripts switch sheets. */
export function watchSwitches(onSwitched: (sheet: StyleSheet) => void): void {
  afterSet(StyleSheet.prototype, "disabled", onSwitched);
  const later = (sheet: StyleSheet) => nativeQueueMicrotask(() => onSwitched(sheet));
  // Its list of media can be changed in place.
  afterGet(StyleSheet.prototype, "media", later);
  afterSet(StyleSheet.prototype, "media", onSwitched);
  afterSet(HTMLStyleElement.prototype, "disabled", (element: HTMLStyleElement) => {
    const sheet = sheetOfStyle(element);
    if (sheet) onSwitched(sheet);
  });
}

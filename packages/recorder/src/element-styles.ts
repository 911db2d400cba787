import type { LinkedSheet } from "@pagereel/protocol";
import type { JsonPairs } from "./attributes.js";
import { hasImportRule, readRules } from "./css-text.js";
import { afterGet, afterSet } from "./disguise.js";
import { type Emit, MUTATION, mutationOf } from "./event-parts.js";
import type { Mirror } from "./mirror.js";
import {
  deref,
  firstChild,
  getAttribute,
  getter,
  hasAttribute,
  isSheetDisabled,
  localName,
  NativeWeakRef,
  nativeQueueMicrotask,
  nextSibling,
  nodeType,
  ownerOfSheet,
  quote,
  SafeMap,
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
  /** The link elements the text of whose sheet comes from Node, by id. */
  private readonly referred = new SafeMap<number, WeakRef<HTMLLinkElement>>();

  /**
   * @param onLinked - called for a link for whose text Node has to look, or no longer
   */
  constructor(
    private readonly mirror: Mirror,
    private readonly sheets: StyleSheets,
    private readonly emit: Emit,
    private readonly onLinked: (sheet: LinkedSheet) => void,
  ) {}

  /** A snapshot begins, which tells of all links again. */
  restart(): void {
    this.referred.clear();
  }

  /** CSS that an element's own text does not tell, or undefined. */
  cssOf(element: Element, isNew = false): string | undefined {
    const sheet = sheetOf(element);
    if (!sheet) return undefined;
    if (element instanceof HTMLLink) return this.cssOfLink(element, sheet, isNew);
    return this.sheets.isAsWritten(sheet, element) ? undefined : this.sheets.textOf(sheet);
  }

  /**
   * Node has the source of a sheet, which costs the page nothing, and tells what the rules do not:
   * those have no text for a shorthand with var() before a longhand.
   */
  private cssOfLink(
    element: HTMLLinkElement,
    sheet: CSSStyleSheet,
    isNew: boolean,
  ): string | undefined {
    const rules = readRules(sheet);
    const isOwn = !this.sheets.isAsLoaded(sheet) || (rules !== undefined && hasImportRule(rules));
    if (isOwn) return this.sheets.textOf(sheet);
    const nodeId = this.mirror.idOf(element);
    this.referred.set(nodeId, new NativeWeakRef(element));
    this.sheets.refer(sheet);
    this.onLinked({ nodeId, url: hrefOfLink(element), readable: rules !== undefined, isNew });
    return undefined;
  }

  /** Node did not find the text of a link's sheet. @returns false where nobody has it */
  sendLinked(nodeId: number): boolean {
    const reference = this.referred.get(nodeId);
    // Asked before, or a script has changed the sheet: it was sent.
    if (!reference) return true;
    const element = deref(reference) as HTMLLinkElement | undefined;
    const sheet = element && sheetOf(element);
    if (!sheet) return false;
    this.sheets.takeOver(sheet);
    this.send(element);
    return true;
  }

  /** Sends an element's CSS anew, after a load or a change. */
  send(element: Element, isNew = false): void {
    const id = this.mirror.idOf(element);
    const css = id === -1 ? undefined : this.cssOf(element, isNew);
    if (css === undefined) return;
    if (this.referred.delete(id)) {
      this.onLinked({ nodeId: id, url: null, readable: true, isNew: false });
    }
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
    this.send(element, true);
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

/** The sheet of a `style` or `link`, or null. */
export function sheetOf(element: Element): CSSStyleSheet | null {
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

import { NODE_TOKENS } from "@pagereel/protocol";
import { JsonPairs, writeAttributes, writeState } from "./attributes.js";
import { absoluteCss } from "./css-text.js";
import { Deadline, NEVER } from "./deadline.js";
import { sheetOf } from "./element-styles.js";
import type { Masking } from "./masking.js";
import type { Entry, Mirror, TextTag } from "./mirror.js";
import {
  baseUri,
  boundingRect,
  CDATA,
  COMMENT,
  characterData,
  DOCTYPE,
  ELEMENT,
  firstChild,
  getAttribute,
  getter,
  indexOf,
  isMatch,
  localName,
  method,
  namespaceUri,
  nextSibling,
  nodeType,
  parentNode,
  quote,
  SafeWeakSet,
  scrollLeft,
  scrollTop,
  TEXT,
} from "./natives.js";

const {
  element: ELEMENT_TOKEN,
  attributes: ATTRIBUTES_TOKEN,
  text: TEXT_TOKEN,
  id: ID_TOKEN,
  lastChild: LAST_CHILD_TOKEN,
} = NODE_TOKENS;
const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";
/** Names that `createElement` takes; a parser lets others through too. */
const VALID_NAME =
  /^[A-Za-z_\u{80}-\u{d7ff}\u{e000}-\u{10ffff}][\w:.\-\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]*$/u;
/** Levels that are written into one another. Readers of JSON and replayers have stacks, too. */
const MAX_NESTING = 300;

const doctypeName = getter(DocumentType.prototype, "name");
const doctypePublicId = getter(DocumentType.prototype, "publicId");
const doctypeSystemId = getter(DocumentType.prototype, "systemId");
const compatMode = getter(Document.prototype, "compatMode");
const customElementOf = method(CustomElementRegistry.prototype, "get");
const registry = customElements;

/** What others want to know of nodes as they get into the recording. */
export interface SerializerEvents {
  /** An element got an id. Called before its children get theirs. */
  onElement(element: Element, tag: string, entry: Entry): void;
  onShadowRoot(root: ShadowRoot, host: Entry): void;
  /** An element is scrolled whose children are still to come. */
  onScrolled(id: number, left: number, top: number): void;
  /** CSS of a `style` or `link` element, where its text does not tell. */
  cssOf(element: Element, tag: string): string | undefined;
  shadowRootOf(element: Element): ShadowRoot | null;
  /** Attributes that differ from those in the page. */
  writeExtras(pairs: JsonPairs, element: Element, tag: string): void;
}

/** A node of which children are missing in the recording. */
interface Unfinished {
  readonly node: Element | Document;
  readonly entry: Entry;
  /** Its text is masked. */
  readonly masked: boolean;
}

/** Writes nodes as rrweb's serialized nodes, as JSON. */
export class Serializer {
  /** Elements that were scrolled: asking each one for its position would be a layout and a cost. */
  readonly scrolled = new SafeWeakSet<Node>();
  /** Set where the page was there before the recorder: nothing is known of scrolling then. */
  asksForScroll = false;
  /** The id that was written last; one that follows it is not written as a number. */
  private lastId = 0;
  /** Nodes of which children are missing in what was written: they come as additions. */
  private unfinished: Unfinished[] = [];
  private readonly deadline = new Deadline();
  /** Set while the children are written that a snapshot had no time for. */
  private isWritingRest = false;

  constructor(
    private readonly mirror: Mirror,
    private readonly masking: Masking,
    private readonly events: SerializerEvents,
  ) {}

  /**
   * The document, as far as it can be written in the time. Call `rest` after it until nothing is
   * left.
   *
   * @param deadline - ms, as of `now`
   */
  document(document: Document, deadline: number): string {
    this.unfinished = [];
    this.begin(deadline);
    this.mirror.restart(document);
    const entry = this.mirror.add(document, undefined, false, false);
    const children = this.children(document, document, entry, false, false, 0);
    this.begin(NEVER);
    const quirks = compatMode(document) === "BackCompat" && children !== "";
    const mode = quirks ? `"compatMode":"BackCompat",` : "";
    return `{"type":0,${mode}"childNodes":[${children}],"id":${entry.id}}`;
  }

  /** Whether children are missing in what was written of the document. */
  get isUnfinished(): boolean {
    return this.unfinished.length > 0;
  }

  /** Additions for what is missing, as much of it as can be written in the time. */
  rest(deadline: number): string {
    this.begin(deadline);
    this.isWritingRest = true;
    const text = this.missing(0);
    this.isWritingRest = false;
    this.begin(NEVER);
    return text;
  }

  /** A subtree that was added to the page, as rrweb's flat list of additions. */
  adds(node: Node, parent: Entry, shadow: boolean, nextId: number | null): string {
    const masked = this.masking.isTextMasked(shadow ? node : parentNode(node));
    // What a snapshot has left comes in its own time.
    const { length } = this.unfinished;
    this.lastId = 0;
    const add = this.add(node, parent, shadow, nextId, masked);
    const deep = this.missing(length);
    return add + (add && deep && ",") + deep;
  }

  private begin(deadline: number): void {
    this.deadline.set(deadline);
    this.lastId = 0;
  }

  private defer(node: Element | Document, entry: Entry, masked: boolean): void {
    entry.pending = true;
    this.unfinished[this.unfinished.length] = { node, entry, masked };
  }

  /** Writes the children of the unfinished nodes from `start` on, of which there may come more. */
  private missing(start: number): string {
    const { unfinished } = this;
    let text = "";
    let i = start;
    for (; i < unfinished.length && !this.deadline.isPast(); i++) {
      const each = unfinished[i] as Unfinished;
      each.entry.pending = false;
      // One that was moved was written as a whole.
      const adds = this.mirror.isPresent(each.entry) ? this.missingChildren(each) : "";
      if (adds) text += (text && ",") + adds;
    }
    let length = start;
    for (; i < unfinished.length; i++) unfinished[length++] = unfinished[i] as Unfinished;
    unfinished.length = length;
    return text;
  }

  private missingChildren(each: Unfinished): string {
    const text = this.missingIn(each.node, each, false);
    const root = this.rootOf(each.node, each.entry);
    const inner = root ? this.missingIn(root, each, true) : "";
    return text + (text && inner && ",") + inner;
  }

  private missingIn(list: Node, { node, entry, masked }: Unfinished, shadow: boolean): string {
    let text = "";
    let anchor: Node | null | undefined;
    for (let child = firstChild(list); child; child = nextSibling(child)) {
      if (this.mirror.has(child)) {
        anchor = undefined;
        continue;
      }
      if (this.deadline.isPast()) {
        this.defer(node, entry, masked);
        break;
      }
      if (anchor === undefined) {
        anchor = child;
        while (anchor && !this.mirror.has(anchor)) anchor = nextSibling(anchor);
      }
      const nextId = anchor ? this.mirror.idOf(anchor) : null;
      const add = this.add(child, entry, shadow, nextId, masked);
      if (add) text += (text && ",") + add;
    }
    return text;
  }

  /** The shadow root to write after a node's own children, unless those are not all written. */
  private rootOf(node: Node, entry: Entry): ShadowRoot | null {
    if (entry.pending || nodeType(node) !== ELEMENT) return null;
    const root = this.events.shadowRootOf(node as Element);
    if (root) this.events.onShadowRoot(root, entry);
    return root;
  }

  private add(
    node: Node,
    parent: Entry,
    shadow: boolean,
    nextId: number | null,
    masked: boolean,
    depth = 0,
  ): string {
    const written = this.write(node, parent, shadow, masked, true);
    if (!written) return "";
    const { json, entry, isMasked } = written;
    const parentId = parent.id - this.mirror.idBase;
    const place =
      nextId === null
        ? LAST_CHILD_TOKEN + parentId
        : `{"parentId":${parent.id},"nextId":${nextId},"node":`;
    const add = `${place}${json}]}}`;
    if (entry.opaque || nodeType(node) !== ELEMENT) return add;
    const below = this.childAdds(node as Element, entry, isMasked, depth + 1);
    return below ? `${add},${below}` : add;
  }

  private childAdds(element: Element, entry: Entry, masked: boolean, depth: number): string {
    if (depth > MAX_NESTING) {
      this.defer(element, entry, masked);
      return "";
    }
    const text = this.addsIn(element, element, entry, masked, false, depth);
    const root = this.rootOf(element, entry);
    const inner = root ? this.addsIn(root, element, entry, masked, true, depth) : "";
    return text + (text && inner && ",") + inner;
  }

  private addsIn(
    list: Node,
    element: Element,
    entry: Entry,
    masked: boolean,
    shadow: boolean,
    depth: number,
  ): string {
    let text = "";
    for (let child = firstChild(list); child; child = nextSibling(child)) {
      if (this.deadline.isPast()) {
        this.defer(element, entry, masked);
        break;
      }
      const add = this.add(child, entry, shadow, null, masked, depth);
      if (add) text += (text && ",") + add;
    }
    return text;
  }

  private children(
    list: Node,
    node: Element | Document,
    entry: Entry,
    masked: boolean,
    shadow: boolean,
    depth: number,
  ): string {
    let text = "";
    for (let child = firstChild(list); child; child = nextSibling(child)) {
      if (this.deadline.isPast()) {
        this.defer(node, entry, masked);
        break;
      }
      const json = this.nested(child, entry, shadow, masked, depth);
      if (json) text += (text && ",") + json;
    }
    return text;
  }

  private nested(
    node: Node,
    parent: Entry,
    shadow: boolean,
    masked: boolean,
    depth: number,
  ): string {
    const written = this.write(node, parent, shadow, masked, false);
    if (!written) return "";
    const { json, entry, isMasked } = written;
    if (entry.opaque || nodeType(node) !== ELEMENT) return `${json}]}`;
    const element = node as Element;
    if (depth >= MAX_NESTING) {
      this.defer(element, entry, isMasked);
      return `${json}]}`;
    }
    const children = this.children(element, element, entry, isMasked, false, depth + 1);
    const root = this.rootOf(element, entry);
    const inner = root ? this.children(root, element, entry, isMasked, true, depth + 1) : "";
    return `${json}${children}${children && inner && ","}${inner}]}`;
  }

  /** One node without its children, as an object whose list of those is still open. */
  private write(
    node: Node,
    parent: Entry,
    shadow: boolean,
    masked: boolean,
    added: boolean,
  ): { json: string; entry: Entry; isMasked: boolean } | undefined {
    const type = nodeType(node);
    if (type === ELEMENT) return this.writeElement(node as Element, parent, shadow, masked, added);
    const json = this.writeOther(node, type, masked, shadow ? "" : parent.textTag);
    if (json === undefined) return undefined;
    const entry = this.mirror.add(node, parent, shadow, false);
    return { json: json + this.tail(entry), entry, isMasked: masked };
  }

  private writeOther(
    node: Node,
    type: number,
    masked: boolean,
    textTag: TextTag,
  ): string | undefined {
    switch (type) {
      case TEXT:
      // The replayer builds HTML documents, which can hold no CDATA section: it is text there.
      case CDATA: {
        const text = quote(this.textOf(node as CharacterData, masked, textTag));
        return textTag === "style" ? `${TEXT_TOKEN}${text},"isStyle":true` : TEXT_TOKEN + text;
      }
      case COMMENT:
        return `{"type":5,"textContent":${quote(characterData(node as Comment))}`;
      case DOCTYPE: {
        const doctype = node as DocumentType;
        const ids = `"publicId":${quote(doctypePublicId(doctype))},"systemId":${quote(doctypeSystemId(doctype))}`;
        return `{"type":1,"name":${quote(doctypeName(doctype))},${ids}`;
      }
      default:
        // Processing instructions show nothing.
        return undefined;
    }
  }

  /** What the recording has for the text of a node. */
  textOf(node: CharacterData, masked: boolean, textTag: TextTag): string {
    switch (textTag) {
      case "script":
        return "SCRIPT_PLACEHOLDER";
      case "style":
        // The rules come with the element where the text does not tell them.
        if (this.events.cssOf(parentNode(node) as Element, "style") !== undefined) return "";
        return absoluteCss(characterData(node), baseUri(node));
      default:
        return this.masking.textOf(node, masked);
    }
  }

  private writeElement(
    element: Element,
    parent: Entry,
    shadow: boolean,
    masked: boolean,
    added: boolean,
  ): { json: string; entry: Entry; isMasked: boolean } {
    const { masking, events } = this;
    const namespace = namespaceUri(element);
    const name = localName(element);
    const tag = isMatch(VALID_NAME, name) ? name : "div";
    const marked = masking.isMarked(element);
    const blocked = marked && masking.isBlocked(element);
    const isMasked = masked || (marked && masking.beginsMasked(element));
    const isTextarea = tag === "textarea" && namespace === HTML;
    const textTag = tag === "style" || tag === "script" ? tag : "";
    const entry = this.mirror.add(element, parent, shadow, blocked || isTextarea, textTag);
    events.onElement(element, tag, entry);
    const pairs = new JsonPairs();
    if (blocked) {
      writeBlocked(pairs, element);
    } else {
      this.writePairs(pairs, element, tag, isMasked);
      this.writeScroll(pairs, element, entry.id, added);
    }
    // A valid name is a string of JSON as it is.
    let json = `${ELEMENT_TOKEN}${tag}${ATTRIBUTES_TOKEN}${pairs.text}}`;
    if (namespace === SVG) json += `,"isSVG":true`;
    if (!blocked && events.shadowRootOf(element)) json += `,"isShadowHost":true`;
    if (indexOf(tag, "-") > 0 && customElementOf(registry, tag)) json += `,"isCustom":true`;
    return { json: json + this.tail(entry), entry, isMasked };
  }

  private writePairs(pairs: JsonPairs, element: Element, tag: string, masked: boolean): void {
    const css = tag === "link" || tag === "style" ? this.events.cssOf(element, tag) : undefined;
    const isStyled = css !== undefined || (tag === "link" && sheetOf(element) !== null);
    const context = { masking: this.masking, masked, isStyled };
    writeAttributes(pairs, element, tag, context);
    writeState(pairs, element, tag, context);
    if (css !== undefined) pairs.addKnown("_cssText", quote(css));
    this.events.writeExtras(pairs, element, tag);
  }

  private writeScroll(pairs: JsonPairs, element: Element, id: number, added: boolean): void {
    // What is new in the page is not scrolled.
    if (added && !this.isWritingRest) return;
    if (!(this.asksForScroll || this.scrolled.has(element))) return;
    const left = scrollLeft(element);
    const top = scrollTop(element);
    if (added) {
      if (left || top) this.events.onScrolled(id, left, top);
      return;
    }
    if (left) pairs.addKnown("rr_scrollLeft", `${left}`);
    if (top) pairs.addKnown("rr_scrollTop", `${top}`);
  }

  /** An empty text node in a shadow tree that is none of the page. */
  shadowText(id: number): string {
    this.lastId = 0;
    return `${TEXT_TOKEN}""${this.tail({ id, shadow: true })}]}`;
  }

  /** The members that every node has, up to its children. */
  private tail({ id, shadow }: Pick<Entry, "id" | "shadow">): string {
    const follows = this.lastId !== 0 && id === this.lastId + 1;
    this.lastId = id;
    const token = follows ? ID_TOKEN : ID_TOKEN + (id - this.mirror.idBase);
    return shadow ? `,"isShadow":true${token}` : token;
  }
}

function writeBlocked(pairs: JsonPairs, element: Element): void {
  const { width, height } = boundingRect(element);
  const name = getAttribute(element, "class");
  if (name !== null) pairs.addKnown("class", quote(name));
  pairs.addKnown("rr_width", `"${width}px"`);
  pairs.addKnown("rr_height", `"${height}px"`);
}

export function isTag(node: Node, tag: string): boolean {
  return nodeType(node) === ELEMENT && localName(node as Element) === tag;
}

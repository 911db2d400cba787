import { NODE_TOKENS } from "@pagereel/protocol";
import { JsonPairs, writeAttributes, writeState } from "./attributes.js";
import { absoluteCss } from "./css-text.js";
import type { Masking } from "./masking.js";
import type { Entry, Mirror } from "./mirror.js";
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
  /** CSS of a `style` or `link` element, where its text does not tell. */
  cssOf(element: Element, tag: string): string | undefined;
  shadowRootOf(element: Element): ShadowRoot | null;
  /** Attributes that differ from those in the page. */
  writeExtras(pairs: JsonPairs, element: Element, tag: string): void;
}

/** Writes nodes as rrweb's serialized nodes, as JSON. */
export class Serializer {
  /** Elements that were scrolled: asking each one for its position would be a layout and a cost. */
  readonly scrolled = new SafeWeakSet<Node>();
  /** Set where the page was there before the recorder: nothing is known of scrolling then. */
  asksForScroll = false;
  /** The id that was written last; one that follows it is not written as a number. */
  private lastId = 0;
  /** Elements too deep to be written into their parents, whose children come as additions. */
  private deep: [element: Element, entry: Entry, masked: boolean][] = [];

  constructor(
    private readonly mirror: Mirror,
    private readonly masking: Masking,
    private readonly events: SerializerEvents,
  ) {}

  /** The whole document. Call `takeDeepAdds` after it. */
  document(document: Document): string {
    this.mirror.restart(document);
    const entry = this.mirror.add(document, undefined, false, false);
    this.lastId = 0;
    const children = this.children(document, entry, false, 0);
    const quirks = compatMode(document) === "BackCompat" && children !== "";
    const mode = quirks ? `"compatMode":"BackCompat",` : "";
    return `{"type":0,${mode}"childNodes":[${children}],"id":${entry.id}}`;
  }

  /** A subtree that was added to the page, as rrweb's flat list of additions. */
  adds(node: Node, parent: Entry, shadow: boolean, nextId: number | null): string {
    const masked = this.masking.isTextMasked(shadow ? node : parentNode(node));
    this.lastId = 0;
    const add = this.add(node, parent, shadow, nextId, masked);
    const deep = this.takeDeepAdds();
    return add + (add && deep && ",") + deep;
  }

  /** Additions for what was too deep in what was written last. */
  takeDeepAdds(): string {
    let text = "";
    this.lastId = 0;
    for (let i = 0; i < this.deep.length; i++) {
      // Not destructured, which would iterate as the page's arrays do.
      const each = this.deep[i] as [element: Element, entry: Entry, masked: boolean];
      const more = this.childAdds(each[0], each[1], each[2], 0);
      if (more) text += (text && ",") + more;
    }
    this.deep = [];
    return text;
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
      this.deep[this.deep.length] = [element, entry, masked];
      return "";
    }
    let text = "";
    for (let child = firstChild(element); child; child = nextSibling(child)) {
      const add = this.add(child, entry, false, null, masked, depth);
      if (add) text += (text && ",") + add;
    }
    const root = this.events.shadowRootOf(element);
    if (!root) return text;
    this.events.onShadowRoot(root, entry);
    for (let child = firstChild(root); child; child = nextSibling(child)) {
      const add = this.add(child, entry, true, null, masked, depth);
      if (add) text += (text && ",") + add;
    }
    return text;
  }

  private children(node: Node, entry: Entry, masked: boolean, depth: number): string {
    let text = "";
    for (let child = firstChild(node); child; child = nextSibling(child)) {
      const json = this.nested(child, entry, false, masked, depth);
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
      this.deep[this.deep.length] = [element, entry, isMasked];
      return `${json}]}`;
    }
    let children = this.children(element, entry, isMasked, depth + 1);
    const root = this.events.shadowRootOf(element);
    if (root) {
      this.events.onShadowRoot(root, entry);
      for (let child = firstChild(root); child; child = nextSibling(child)) {
        const inner = this.nested(child, entry, true, isMasked, depth + 1);
        if (inner) children += (children && ",") + inner;
      }
    }
    return `${json}${children}]}`;
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
    const json = this.writeOther(node, type, masked);
    if (json === undefined) return undefined;
    const entry = this.mirror.add(node, parent, shadow, false);
    return { json: json + this.tail(entry), entry, isMasked: masked };
  }

  private writeOther(node: Node, type: number, masked: boolean): string | undefined {
    switch (type) {
      case TEXT:
      // The replayer builds HTML documents, which can hold no CDATA section: it is text there.
      case CDATA: {
        const isStyle = isStyleText(node);
        const text = quote(this.textOf(node as CharacterData, masked, isStyle));
        return isStyle ? `${TEXT_TOKEN}${text},"isStyle":true` : TEXT_TOKEN + text;
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
  textOf(node: CharacterData, masked: boolean, isStyle = isStyleText(node)): string {
    const parent = parentNode(node);
    if (parent !== null && isTag(parent, "script")) return "SCRIPT_PLACEHOLDER";
    if (isStyle) {
      // The rules come with the element where the text does not tell them.
      if (this.events.cssOf(parent as Element, "style") !== undefined) return "";
      return absoluteCss(characterData(node), baseUri(node));
    }
    return this.masking.textOf(node, masked);
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
    const blocked = masking.isBlocked(element);
    const isMasked = masked || masking.beginsMasked(element);
    const isTextarea = tag === "textarea" && namespace === HTML;
    const entry = this.mirror.add(element, parent, shadow, blocked || isTextarea);
    events.onElement(element, tag, entry);
    const pairs = new JsonPairs();
    if (blocked) writeBlocked(pairs, element);
    else this.writePairs(pairs, element, tag, isMasked, added);
    // A valid name is a string of JSON as it is.
    let json = `${ELEMENT_TOKEN}${tag}${ATTRIBUTES_TOKEN}${pairs.text}}`;
    if (namespace === SVG) json += `,"isSVG":true`;
    if (!blocked && events.shadowRootOf(element)) json += `,"isShadowHost":true`;
    if (indexOf(tag, "-") > 0 && customElementOf(registry, tag)) json += `,"isCustom":true`;
    return { json: json + this.tail(entry), entry, isMasked };
  }

  private writePairs(
    pairs: JsonPairs,
    element: Element,
    tag: string,
    masked: boolean,
    added: boolean,
  ): void {
    const css = tag === "link" || tag === "style" ? this.events.cssOf(element, tag) : undefined;
    const context = { masking: this.masking, masked, isStyled: css !== undefined };
    writeAttributes(pairs, element, tag, context);
    writeState(pairs, element, tag, context);
    if (css !== undefined) pairs.addKnown("_cssText", quote(css));
    this.events.writeExtras(pairs, element, tag);
    if (added || !(this.asksForScroll || this.scrolled.has(element))) return;
    const left = scrollLeft(element);
    const top = scrollTop(element);
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

function isStyleText(node: Node): boolean {
  const parent = parentNode(node);
  return parent !== null && isTag(parent, "style");
}

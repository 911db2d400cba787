import { changedAttribute, JsonPairs, recordedName } from "./attributes.js";
import { guard } from "./disguise.js";
import { MUTATION, mutationOf } from "./event-parts.js";
import type { Masking } from "./masking.js";
import type { Entry, Mirror } from "./mirror.js";
import {
  DOCUMENT,
  ELEMENT,
  FRAGMENT,
  getAttribute,
  getter,
  hostOf,
  isConnected,
  localName,
  NativeMutationObserver,
  nativeSetTimeout,
  nextSibling,
  nodeType,
  observeMutations,
  parentNode,
  previousSibling,
  quote,
  SafeMap,
  SafeSet,
  stopObserving,
  takeRecords,
} from "./natives.js";
import { isTag, type Serializer } from "./serializer.js";

const recordType = getter(MutationRecord.prototype, "type");
const recordTarget = getter(MutationRecord.prototype, "target");
const recordAdded = getter(MutationRecord.prototype, "addedNodes");
const recordRemoved = getter(MutationRecord.prototype, "removedNodes");
const recordAttribute = getter(MutationRecord.prototype, "attributeName");
const recordNamespace = getter(MutationRecord.prototype, "attributeNamespace");
const recordOldValue = getter(MutationRecord.prototype, "oldValue");
const listLength = getter(NodeList.prototype, "length");

/** Without a prototype: what the page adds to `Object.prototype` would be read as an option. */
const EVERYTHING = {
  __proto__: null,
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeOldValue: true,
} as MutationObserverInit;

/** ms by which style attributes are late, at most. */
const LATE_MS = 1000;

/** What others have to say about mutations. */
export interface MutationEvents {
  emit(source: number, fields: string): void;
  /** The document lost its root element: nothing of it is left, not even its listeners. */
  onReopened(): void;
  /** A style element got another text. */
  onStyleTextChanged(style: Element): void;
  /** Whether style attributes are to come late. */
  isStyleLate(): boolean;
  /** Adds what an attribute's change changes besides. */
  onAttributeChanged(element: Element, tag: string, name: string, pairs: JsonPairs): void;
  /** Sends what has to follow the mutations, such as the states of what was added. */
  afterwards(): void;
}

interface Batch {
  removes: string;
  /** In the order in which they were added; some may be gone again, or be in others. */
  added: Node[];
  /** The values that attributes had before, by element and name. */
  attributes: InstanceType<typeof SafeMap<Element, OldValues>>;
  texts: InstanceType<typeof SafeSet<CharacterData>>;
  styles: InstanceType<typeof SafeSet<Element>>;
  isReopened: boolean;
}

/** Records what happens to the tree of one document and its shadow roots. */
export class Mutations {
  private readonly observer: MutationObserver;
  /** Elements whose style attributes come late. */
  private readonly late = new SafeSet<Element>();

  constructor(
    private readonly mirror: Mirror,
    private readonly serializer: Serializer,
    private readonly masking: Masking,
    private readonly events: MutationEvents,
  ) {
    this.observer = new NativeMutationObserver((records) => guard(() => this.handle(records)));
  }

  observe(root: Node): void {
    observeMutations(this.observer, root, EVERYTHING);
  }

  /** Records what has happened up to now, without waiting for the end of the script. */
  handleWaiting(): void {
    const records = takeRecords(this.observer);
    if (records.length > 0) this.handle(records);
  }

  stop(): void {
    stopObserving(this.observer);
  }

  /** Records the style attributes that are late. */
  handleLate(): void {
    const attributes: Batch["attributes"] = new SafeMap();
    this.late.forEach((element) => {
      remember(attributes, element, "style", undefined);
    });
    this.late.clear();
    this.send("", "", "", this.writeAttributes(attributes));
  }

  /** A snapshot has them. */
  forgetLate(): void {
    this.late.clear();
  }

  private delay(element: Element): void {
    if (this.late.size === 0) nativeSetTimeout(() => guard(() => this.handleLate()), LATE_MS);
    this.late.add(element);
  }

  private handle(records: MutationRecord[]): void {
    const batch: Batch = {
      removes: "",
      added: [],
      attributes: new SafeMap(),
      texts: new SafeSet(),
      styles: new SafeSet(),
      isReopened: false,
    };
    for (let i = 0; i < records.length; i++) this.sort(records[i] as MutationRecord, batch);
    if (batch.isReopened) {
      this.events.onReopened();
      return;
    }
    // Before the additions: what those write is as it is now, and needs no change after that.
    const texts = this.writeTexts(batch);
    const attributes = this.writeAttributes(batch.attributes);
    const adds = this.writeAdds(batch.added);
    this.send(batch.removes, adds, texts, attributes);
    batch.styles.forEach((style) => {
      this.events.onStyleTextChanged(style);
    });
    this.events.afterwards();
  }

  private send(removes: string, adds: string, texts: string, attributes: string): void {
    if (!removes && !adds && !texts && !attributes) return;
    this.events.emit(MUTATION, mutationOf(texts, attributes, removes, adds));
  }

  private sort(record: MutationRecord, batch: Batch): void {
    const target = recordTarget(record);
    switch (recordType(record)) {
      case "childList":
        this.sortChildren(record, target, batch);
        break;
      case "attributes": {
        const name = qualifiedName(record);
        if (name === "style" && this.events.isStyleLate()) {
          this.delay(target as Element);
          break;
        }
        remember(batch.attributes, target as Element, name, recordOldValue(record));
        // Which is told by the style.
        if (name === "xml:space") remember(batch.attributes, target as Element, "style", undefined);
        break;
      }
      case "characterData":
        this.sortText(target as CharacterData, batch);
    }
  }

  private sortChildren(record: MutationRecord, target: Node, batch: Batch): void {
    const removed = recordRemoved(record);
    const added = recordAdded(record);
    for (let i = 0, count = listLength(removed); i < count; i++) {
      this.remove(removed[i] as Node, batch);
    }
    for (let i = 0, count = listLength(added); i < count; i++) {
      batch.added[batch.added.length] = added[i] as Node;
    }
    const type = nodeType(target);
    if (type === DOCUMENT) batch.isReopened ||= hasElement(removed);
    else if (type === ELEMENT) this.sortOwnText(target as Element, batch);
  }

  private sortText(node: CharacterData, batch: Batch): void {
    if (this.mirror.get(node)) batch.texts.add(node);
    const parent = parentNode(node);
    if (parent && nodeType(parent) === ELEMENT) this.sortOwnText(parent as Element, batch);
  }

  /** Elements whose text is more than text. */
  private sortOwnText(element: Element, batch: Batch): void {
    if (isTag(element, "style")) batch.styles.add(element);
    else if (isTag(element, "textarea")) remember(batch.attributes, element, "value", undefined);
  }

  private remove(node: Node, batch: Batch): void {
    const entry = this.mirror.get(node);
    if (!entry || !this.mirror.isPresent(entry)) return;
    this.mirror.remove(entry);
    const parentId = (entry.parent as Entry).id;
    const shadow = entry.shadow ? `,"isShadow":true` : "";
    batch.removes += `${batch.removes && ","}{"parentId":${parentId},"id":${entry.id}${shadow}}`;
  }

  private writeTexts({ texts }: Batch): string {
    let json = "";
    texts.forEach((node) => {
      const entry = this.mirror.get(node);
      if (!entry || !this.mirror.isPresent(entry)) return;
      const masked = this.masking.isTextMasked(parentNode(node));
      // In a shadow tree the entry's parent is the host.
      const textTag = entry.shadow ? "" : (entry.parent?.textTag ?? "");
      const text = this.serializer.textOf(node, masked, textTag);
      json += `${json && ","}{"id":${entry.id},"value":${quote(text)}}`;
    });
    return json;
  }

  private writeAttributes(attributes: Batch["attributes"]): string {
    let json = "";
    attributes.forEach((names, element) => {
      const entry = this.mirror.get(element);
      if (!entry || !this.mirror.isPresent(entry)) return;
      const isField = isTag(element, "textarea");
      // Of what is blocked, nothing is told.
      if (entry.opaque && !isField) return;
      const pairs = this.changedPairs(element, names);
      if (pairs) json += `${json && ","}{"id":${entry.id},"attributes":{${pairs}}}`;
    });
    return json;
  }

  private changedPairs(element: Element, names: OldValues): string {
    const tag = localName(element);
    const pairs = new JsonPairs();
    names.forEach((old, name) => {
      // Set to what it was: a rewrite that shows nothing.
      if (old !== undefined && old === getAttribute(element, name)) return;
      const value = changedAttribute(element, tag, name, this.masking);
      if (value !== undefined) pairs.add(recordedName(tag, name), value);
      this.events.onAttributeChanged(element, tag, name, pairs);
    });
    return pairs.text;
  }

  private writeAdds(added: Node[]): string {
    let json = "";
    for (let i = 0; i < added.length; i++) {
      const node = added[i] as Node;
      if (!isConnected(node)) continue;
      if (this.mirror.has(node)) continue;
      const adds = this.addRun(node);
      if (adds) json += (json && ",") + adds;
    }
    return json;
  }

  /** Adds what is missing around a node: the topmost missing one that it is in, and its siblings. */
  private addRun(node: Node): string {
    let top = node;
    let place = this.placeOf(top);
    while (place && !this.mirror.has(place.node)) {
      top = place.node;
      place = this.placeOf(top);
    }
    // In another document, or in what is not recorded, or not yet.
    const parent = place && this.mirror.get(place.node);
    if (!place || !parent || parent.opaque || parent.pending) return "";
    const { shadow } = place;
    let first = top;
    for (let at = previousSibling(first); at && !this.mirror.has(at); at = previousSibling(at)) {
      first = at;
    }
    let anchor = nextSibling(top);
    while (anchor && !this.mirror.has(anchor)) anchor = nextSibling(anchor);
    const nextId = anchor ? this.mirror.idOf(anchor) : null;
    let json = "";
    for (let at: Node | null = first; at && at !== anchor; at = nextSibling(at)) {
      const add = this.serializer.adds(at, parent, shadow, nextId);
      if (add) json += (json && ",") + add;
    }
    return json;
  }

  private placeOf(node: Node): { node: Node; shadow: boolean } | undefined {
    const parent = parentNode(node);
    if (!parent) return undefined;
    if (nodeType(parent) !== FRAGMENT) return { node: parent, shadow: false };
    return { node: hostOf(parent as ShadowRoot), shadow: true };
  }
}

function hasElement(nodes: NodeList): boolean {
  for (let i = 0, count = listLength(nodes); i < count; i++) {
    if (nodeType(nodes[i] as Node) === ELEMENT) return true;
  }
  return false;
}

type OldValues = InstanceType<typeof SafeMap<string, string | null | undefined>>;

/** Keeps the value that an attribute had before the first of its changes. */
function remember(
  attributes: Batch["attributes"],
  element: Element,
  name: string,
  old: string | null | undefined,
): void {
  let names = attributes.get(element);
  if (!names) {
    names = new SafeMap();
    attributes.set(element, names);
  }
  if (!names.has(name)) names.set(name, old);
}

const PREFIXES: Record<string, string> = {
  __proto__: null as never,
  "http://www.w3.org/1999/xlink": "xlink:",
  "http://www.w3.org/XML/1998/namespace": "xml:",
};

function qualifiedName(record: MutationRecord): string {
  const namespace = recordNamespace(record);
  const name = recordAttribute(record) as string;
  return namespace === null ? name : (PREFIXES[namespace] ?? "") + name;
}

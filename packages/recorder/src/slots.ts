import type { JsonPairs } from "./attributes.js";
import { afterCall } from "./disguise.js";
import { apply, ELEMENT, getAttribute, getter, nodeType, quote, SafeWeakMap } from "./natives.js";

/**
 * Slots to which scripts assign nodes by hand. The replayer attaches shadow roots whose slots take
 * nodes by name: there, each such slot gets a name of its own.
 */
const names = new SafeWeakMap<Element, string>();
const assigned = new SafeWeakMap<Element, Element[]>();
const rootOf = Node.prototype.getRootNode;
const assignmentOf = getter(ShadowRoot.prototype, "slotAssignment");
const Root = ShadowRoot;
let lastSlot = 0;

type Change = [element: Element, name: string, value: string | null];

export function watchSlots(onAssigned: (changes: Change[]) => void): void {
  afterCall(HTMLSlotElement.prototype, "assign", (slot: HTMLSlotElement, nodes: Node[]) => {
    const name = nameOf(slot);
    if (name === undefined) return;
    const changes: Change[] = [];
    const before = assigned.get(slot) ?? [];
    for (let i = 0; i < before.length; i++) {
      const element = before[i] as Element;
      if (names.get(element) !== name) continue;
      names.delete(element);
      changes[changes.length] = [element, "slot", getAttribute(element, "slot")];
    }
    changes[changes.length] = [slot, "name", name];
    const elements: Element[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as Node;
      // A text node has no attribute to say it with.
      if (nodeType(node) !== ELEMENT) continue;
      elements[elements.length] = node as Element;
      names.set(node as Element, name);
      changes[changes.length] = [node as Element, "slot", name];
    }
    assigned.set(slot, elements);
    onAssigned(changes);
  });
}

export function writeSlotNames(pairs: JsonPairs, element: Element, tag: string): void {
  const name = tag === "slot" ? nameOf(element as HTMLSlotElement) : names.get(element);
  if (name !== undefined) pairs.addKnown(tag === "slot" ? "name" : "slot", quote(name));
}

/** @returns undefined for a slot that takes nodes by name */
function nameOf(slot: HTMLSlotElement): string | undefined {
  const known = names.get(slot);
  if (known !== undefined) return known;
  const root = apply(rootOf, slot, []);
  if (!(root instanceof Root) || assignmentOf(root) !== "manual") return undefined;
  const name = `pagereel-${++lastSlot}`;
  names.set(slot, name);
  return name;
}

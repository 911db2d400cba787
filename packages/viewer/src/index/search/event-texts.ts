import { EventType, type eventWithTime, IncrementalSource, NodeType } from "@rrweb/types";
import { isObject, type Json, listOf } from "../../data/json.js";

/** A text that is shown, and what it belongs to. */
export interface ShownText {
  /** The node's id, and the attribute's name. */
  key: string;
  text: string;
}

/** Attributes whose values people see, or hear. */
const SHOWN_ATTRIBUTES = ["value", "placeholder", "alt", "title", "aria-label"];

/** What is no text for people. */
const HIDDEN_ELEMENTS = /^(?:style|script|noscript)$/i;

/** The texts that come with an event: of a full snapshot, of what is added to a page or changed. */
export function* textsOf({ type, data: given }: eventWithTime): Generator<ShownText> {
  const data = given as unknown as Json;
  if (type === EventType.FullSnapshot) yield* textsBelow(data.node);
  if (type !== EventType.IncrementalSnapshot) return;
  if (data.source === IncrementalSource.Input) yield* textOf(data.id, data.text, "value");
  if (data.source !== IncrementalSource.Mutation) return;
  for (const { id, value } of listOf(data.texts)) yield* textOf(id, value);
  for (const { node } of listOf(data.adds)) yield* textsBelow(node);
  for (const { id, attributes } of listOf(data.attributes)) yield* attributeTexts(id, attributes);
}

/** Not by recursion: a tree may be deeper than the stack. */
function* textsBelow(root: unknown): Generator<ShownText> {
  const nodes = [root];
  while (nodes.length > 0) {
    const node = nodes.pop();
    if (!isObject(node)) continue;
    if (node.type === NodeType.Text && node.isStyle !== true) {
      yield* textOf(node.id, node.textContent);
    }
    yield* attributeTexts(node.id, node.attributes);
    if (isHidden(node) || !Array.isArray(node.childNodes)) continue;
    // The first one is the next to be taken.
    for (let i = node.childNodes.length - 1; i >= 0; i--) nodes.push(node.childNodes[i]);
  }
}

function isHidden({ tagName }: Json): boolean {
  return typeof tagName === "string" && HIDDEN_ELEMENTS.test(tagName);
}

function* attributeTexts(id: unknown, attributes: unknown): Generator<ShownText> {
  if (!isObject(attributes)) return;
  for (const name of SHOWN_ATTRIBUTES) yield* textOf(id, attributes[name], name);
}

function* textOf(id: unknown, text: unknown, name?: string): Generator<ShownText> {
  if (typeof text !== "string" || text === "" || typeof id !== "number") return;
  yield { key: name === undefined ? `${id}` : `${id} ${name}`, text };
}

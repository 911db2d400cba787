import { NodeType } from "@rrweb/types";
import { cut } from "../../data/label-of.js";
import { elementIn, type RecordedElement, type RecordedNode } from "./recorded-elements.js";

/** Targets whose elements are known at a time: segments are read one after another. */
const MAX_TARGETS = 8;

/** Characters of one target's lines, at most: its page, and what was added to it since. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** Characters of a name. */
const MAX_NAME_LENGTH = 60;

interface Page {
  lines: string[];
  length: number;
}

/**
 * Knows what the elements of a page are called. It keeps the lines in which they came, and looks into
 * them when it is asked: that is seldom.
 */
export class ElementNames {
  /** The target that was read last at the end. */
  readonly #pages = new Map<string, Page>();

  /** Takes the line of a full snapshot. */
  noteSnapshot(targetId: string, line: string): void {
    this.#pages.delete(targetId);
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined && this.#pages.size >= MAX_TARGETS) this.#pages.delete(oldest);
    this.#pages.set(targetId, { lines: [], length: 0 });
    this.noteAddition(targetId, line);
  }

  /** Takes the line of a change that has added nodes. */
  noteAddition(targetId: string, line: string): void {
    const page = this.#pages.get(targetId);
    if (!page || page.length + line.length > MAX_LENGTH) return;
    page.lines.push(line);
    page.length += line.length;
  }

  find(targetId: string, id: number): RecordedElement | undefined {
    const lines = this.#pages.get(targetId)?.lines ?? [];
    for (let i = lines.length - 1; i >= 0; i--) {
      const element = elementIn(lines[i] ?? "", id);
      if (element) return element;
    }
    return undefined;
  }
}

/** Such as `button “Pay”`; undefined for one that says nothing. */
export function describeElement(element: RecordedElement): string | undefined {
  const name = nameOf(element);
  const role = roleOf(element);
  if (name === "") return role;
  return role === undefined ? `“${name}”` : `${role} “${name}”`;
}

/** What a person would call it. */
export function nameOf(element: RecordedElement): string {
  const { attributes } = element;
  const isButton = /^(?:button|submit|reset)$/.test(typeOf(attributes));
  const names = [
    attributes["aria-label"],
    textOf(element),
    isButton ? attributes.value : undefined,
    attributes.placeholder,
    attributes.alt,
    attributes.title,
    attributes.name,
  ];
  const name = names.find((each) => typeof each === "string" && each.trim() !== "");
  return shorten(`${name ?? ""}`);
}

/** Of an input; a recording may have anything there. */
export function typeOf({ type }: RecordedElement["attributes"]): string {
  return typeof type === "string" ? type : "";
}

function roleOf({ tagName, attributes }: RecordedElement): string | undefined {
  const role = attributes.role;
  if (tagName === "a" || role === "link") return "link";
  if (tagName === "button" || role === "button") return "button";
  if (tagName === "input" && /^(?:button|submit|reset|image)$/.test(typeOf(attributes))) {
    return "button";
  }
  return /^(?:input|select|textarea)$/.test(tagName) ? "field" : undefined;
}

/** The text below an element, as far as it is needed. */
function textOf({ tagName, childNodes = [] }: RecordedElement): string {
  // The options are not what it is called.
  if (tagName === "select" || tagName === "textarea") return "";
  let text = "";
  const nodes: RecordedNode[] = [...childNodes].reverse();
  for (let node = nodes.pop(); node && text.length < MAX_NAME_LENGTH; node = nodes.pop()) {
    if (node.type === NodeType.Text) text += ` ${node.textContent ?? ""}`;
    for (const child of [...(node.childNodes ?? [])].reverse()) nodes.push(child);
  }
  return text;
}

function shorten(text: string): string {
  return cut(text.replace(/\s+/g, " ").trim(), MAX_NAME_LENGTH);
}

import { shownAttributes } from "./shown-attributes.js";

/** rrweb's nodes: those of the Replayer itself have no id. */
interface Nodes {
  getId(node: Node): number;
  getMeta(node: Node): { tagName?: string } | null;
}

const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Writes a replayed document as HTML, a line an element, with what its fields show. */
export function writeDomText(document: Document, nodes: unknown): string {
  return writeChildren(document, 0, nodes as Nodes).join("\n");
}

function writeChildren(parent: Node, depth: number, nodes: Nodes): string[] {
  return [...parent.childNodes].flatMap((node) => writeNode(node, depth, nodes));
}

function writeNode(node: Node, depth: number, nodes: Nodes): string[] {
  const indent = "  ".repeat(depth);
  const value = node.nodeValue ?? "";
  if (node.nodeType === Node.DOCUMENT_TYPE_NODE) return [`<!doctype ${node.nodeName}>`];
  if (node.nodeType === Node.COMMENT_NODE) return [`${indent}<!--${value}-->`];
  if (node.nodeType === Node.ELEMENT_NODE) return writeElement(node as Element, depth, nodes);
  const text = value.trim();
  return text === "" ? [] : [indent + escapeText(text)];
}

function writeElement(element: Element, depth: number, nodes: Nodes): string[] {
  if (isReplayersSheet(element, nodes)) return [];
  const indent = "  ".repeat(depth);
  // A script is replayed as something that is not one.
  const name = scriptName(element, nodes) ?? element.localName;
  const start = `${indent}<${name}${writeAttributes(element)}>`;
  if (VOID.test(name)) return [start];
  const content = name === "script" ? [] : writeContent(element, depth + 1, nodes);
  const [only = ""] = content;
  const isShort = content.length < 2 && !only.trimStart().startsWith("<");
  if (isShort) return [`${start}${only.trim()}</${name}>`];
  return [start, ...content, `${indent}</${name}>`];
}

function writeContent(element: Element, depth: number, nodes: Nodes): string[] {
  if (element.localName === "textarea") {
    const { value } = element as HTMLTextAreaElement;
    return value === "" ? [] : [escapeText(value)];
  }
  const inner = (element as Partial<HTMLIFrameElement>).contentDocument;
  if (inner) return writeChildren(inner, depth, nodes);
  const { shadowRoot } = element;
  return [
    ...(shadowRoot ? writeShadowRoot(shadowRoot, depth, nodes) : []),
    ...writeChildren(element, depth, nodes),
  ];
}

function writeShadowRoot(root: ShadowRoot, depth: number, nodes: Nodes): string[] {
  const indent = "  ".repeat(depth);
  const children = writeChildren(root, depth + 1, nodes);
  return [`${indent}<template shadowrootmode="open">`, ...children, `${indent}</template>`];
}

function writeAttributes(element: Element): string {
  const states = shownStates(element);
  const attributes = shownAttributes(element).filter(({ name }) => !(name in states));
  const shown = Object.entries(states).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return [...attributes, ...shown]
    .map(({ name, value }) => (value === "" ? ` ${name}` : ` ${name}="${escapeAttribute(value)}"`))
    .join("");
}

/** What a field shows, instead of what it began with; undefined: not so. */
function shownStates(element: Element): Record<string, string | undefined> {
  if (element.localName === "option") {
    return { selected: (element as HTMLOptionElement).selected ? "" : undefined };
  }
  if (element.localName !== "input") return {};
  const { type, checked, value } = element as HTMLInputElement;
  const hasOnlyChecked = type === "checkbox" || type === "radio";
  if (hasOnlyChecked) return { checked: checked ? "" : undefined };
  return { value: value === "" ? undefined : value };
}

function scriptName(element: Element, nodes: Nodes): string | undefined {
  return nodes.getMeta(element)?.tagName?.toLowerCase() === "script" ? "script" : undefined;
}

/** The Replayer puts a sheet of its own before the head. */
function isReplayersSheet(element: Element, nodes: Nodes): boolean {
  const isBeforeHead = element.parentElement === element.ownerDocument.documentElement;
  return element.localName === "style" && isBeforeHead && nodes.getId(element) === -1;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}

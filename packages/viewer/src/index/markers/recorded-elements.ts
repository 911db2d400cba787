import { parseEventLine } from "@pagereel/protocol";
import { NodeType } from "@rrweb/types";

/** Characters of an element's JSON that are looked at, for the text in it. */
const MAX_ELEMENT_LENGTH = 4000;

const ELEMENT = `{"type":2,"tagName":"`;

/** A node as the line of an event has it. */
export interface RecordedNode {
  type?: unknown;
  id?: unknown;
  textContent?: unknown;
  childNodes?: RecordedNode[];
}

export interface RecordedElement extends RecordedNode {
  tagName: string;
  attributes: Record<string, unknown>;
}

/** Finds an element in the line of an event that has added it. */
export function elementIn(line: string, id: number): RecordedElement | undefined {
  // Our recorder writes the id before the children, so that the beginning is near.
  const at = line.indexOf(`,"id":${id},"childNodes":[`);
  if (at !== -1) return elementAround(line, at);
  return line.includes(`"id":${id}}`) || line.includes(`"id":${id},`)
    ? elementAmong(line, id)
    : undefined;
}

function elementAround(line: string, at: number): RecordedElement | undefined {
  const start = line.lastIndexOf(ELEMENT, at);
  if (start === -1) return undefined;
  const end = endOfObject(line, start);
  return parseElement(end === -1 ? `${line.slice(start, at)}}` : line.slice(start, end));
}

/** @returns the index behind the object that begins there; -1 where that is too long */
function endOfObject(line: string, start: number): number {
  let depth = 0;
  let isText = false;
  const limit = Math.min(line.length, start + MAX_ELEMENT_LENGTH);
  for (let i = start; i < limit; i++) {
    const character = line[i];
    if (isText && character === "\\") i++;
    else if (character === '"') isText = !isText;
    else if (!isText && character === "{") depth++;
    else if (!isText && character === "}" && --depth === 0) return i + 1;
  }
  return -1;
}

function parseElement(json: string): RecordedElement | undefined {
  try {
    return asElement(JSON.parse(json));
  } catch {
    // It was not what it looked like: a name is not worth more.
    return undefined;
  }
}

/** The elements of the line that was looked into last: rrweb itself writes ids behind the children. */
let lastLine = "";
let lastElements = new Map<unknown, RecordedElement>();

function elementAmong(line: string, id: number): RecordedElement | undefined {
  if (line !== lastLine) {
    lastLine = line;
    lastElements = new Map(elementsOf(line).map((element) => [element.id, element]));
  }
  return lastElements.get(id);
}

function elementsOf(line: string): RecordedElement[] {
  const data = parseEventLine(line)?.data as
    | { node?: RecordedNode; adds?: { node?: RecordedNode }[] }
    | undefined;
  const nodes = [
    data?.node,
    ...(Array.isArray(data?.adds) ? data.adds : []).map((add) => add?.node),
  ];
  const elements: RecordedElement[] = [];
  while (nodes.length > 0) {
    const node = nodes.pop();
    const element = asElement(node);
    if (element) elements.push(element);
    if (Array.isArray(node?.childNodes)) for (const child of node.childNodes) nodes.push(child);
  }
  return elements;
}

function asElement(value: unknown): RecordedElement | undefined {
  const node = value as Partial<RecordedElement> | null | undefined;
  if (node?.type !== NodeType.Element || typeof node.tagName !== "string") return undefined;
  const { attributes } = node;
  const childNodes = Array.isArray(node.childNodes) ? node.childNodes : [];
  const isObject = typeof attributes === "object" && attributes !== null;
  return { ...node, tagName: node.tagName, attributes: isObject ? attributes : {}, childNodes };
}

import { type EventText, readEventText } from "./event-text.js";
import { expandNodeTokens } from "./node-tokens.js";

/** The newest batch format. A recorder and the Node side that injects it always match. */
export const BATCH_VERSION = 1;

/** Says which child document an iframe shows. */
export interface FrameLink {
  /** rrweb id of the iframe element, in the document that the batch comes from. */
  nodeId: number;
  /** The child's document id. */
  documentId: string;
}

/** A link element's style sheet, for whose text Node asks the browser: it costs the page nothing. */
export interface LinkedSheet {
  /** rrweb id of the link element, in the document that the batch comes from. */
  nodeId: number;
  /** Absolute; null for one that the document sends itself from now on, as a script changed it. */
  url: string | null;
  /** Whether the document can send the text if Node does not find it: no other origin's sheet. */
  readable: boolean;
  /** It has just been loaded: what the element had before does not hold any more. */
  isNew: boolean;
}

/** The first line of a batch. */
export interface BatchHeader {
  version: typeof BATCH_VERSION;
  documentId: string;
  /** 0, 1, 2 ... within the document: a number left out is a batch lost. */
  sequence: number;
  /** True in a target's main frame. */
  top: boolean;
  /** The ids of the document's nodes begin above it. */
  idBase: number;
  /** True while children are missing in the last snapshot, which come with later batches. */
  incomplete?: boolean;
  /** The document asks for a snapshot of the whole target. */
  wantsCheckout?: boolean;
  /** What the recorder does without, because it costs too much; see the guide on recording. */
  budgetStep?: number;
  /** Frames whose document became known. */
  links?: FrameLink[];
  /** Sheets whose text Node has to find; after each full snapshot all of them again. */
  sheets?: LinkedSheet[];
  /** Errors caught inside the recorder. */
  errors?: string[];
}

/** What a document sent in one go. */
export interface Batch extends BatchHeader {
  events: EventText[];
}

/**
 * Makes the text of a batch: the header as a line of JSON, then a line an event, of JSON with tokens
 * for nodes. Neither has raw line breaks, so that a line never ends within an event.
 */
export function encodeBatch(headerJson: string, eventsJson: string[]): string {
  return eventsJson.length === 0 ? headerJson : `${headerJson}\n${eventsJson.join("\n")}`;
}

/**
 * Reads the text of a batch.
 *
 * @returns the batch, or a sentence that says why it is none
 */
export function parseBatch(text: string): Batch | string {
  const lines = text.split("\n");
  try {
    const header: unknown = JSON.parse(lines[0] ?? "");
    if (!isHeader(header)) return "the header is not one of a batch";
    const events: EventText[] = [];
    for (const line of lines.slice(1)) {
      const event = readEventText(expandNodeTokens(line, header.idBase));
      if (!event) return "a line is not an rrweb event";
      events.push(event);
    }
    return { ...header, events };
  } catch {
    // The parser's own words would hold a part of the page.
    return "the header is not JSON";
  }
}

function isHeader(value: unknown): value is BatchHeader {
  const header = value as BatchHeader | null;
  return (
    typeof header === "object" &&
    header !== null &&
    header.version === BATCH_VERSION &&
    typeof header.documentId === "string" &&
    Number.isInteger(header.sequence) &&
    typeof header.top === "boolean" &&
    Number.isSafeInteger(header.idBase) &&
    isOptional(header.incomplete, "boolean") &&
    isOptional(header.wantsCheckout, "boolean") &&
    isOptional(header.budgetStep, "number") &&
    isListOf(header.links, isLink) &&
    isListOf(header.sheets, isSheet) &&
    isListOf(header.errors, (error) => typeof error === "string")
  );
}

function isOptional(value: unknown, type: "boolean" | "number"): boolean {
  return value === undefined || typeof value === type;
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isItem));
}

function isLink(value: unknown): value is FrameLink {
  const link = value as FrameLink | null;
  return typeof link?.nodeId === "number" && typeof link.documentId === "string";
}

function isSheet(value: unknown): value is LinkedSheet {
  const sheet = value as LinkedSheet | null;
  return (
    typeof sheet?.nodeId === "number" &&
    (sheet.url === null || typeof sheet.url === "string") &&
    typeof sheet.readable === "boolean" &&
    typeof sheet.isNew === "boolean"
  );
}

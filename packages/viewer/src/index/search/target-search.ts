import { parseEventLine } from "@pagereel/protocol";
import { EventType } from "@rrweb/types";
import { isTime } from "../../data/is-time.js";
import { typeOfLine } from "../../data/text/event-line.js";
import type { SearchHit } from "../session-index.js";
import { textsOf } from "./event-texts.js";
import type { TextPattern } from "./text-pattern.js";

/** Characters before and after what was found. */
const CONTEXT_LENGTH = 40;

/** Searches the events of one target in their order. */
export class TargetSearch {
  /** What has the text in it, in the document that is shown. */
  #shown = new Set<string>();
  #address: string | undefined;

  constructor(
    private readonly targetId: string,
    private readonly pattern: TextPattern,
  ) {}

  /** Looks into the line of an event. */
  *take(line: string): Generator<SearchHit> {
    const type = typeOfLine(line);
    if (type === undefined || type === EventType.Meta) this.#takeMeta(line);
    if (!this.pattern.mayBeIn(line) && !this.#mayHide(line)) return;
    const event = parseEventLine(line);
    if (!event || !isTime(event.timestamp) || typeof event.data !== "object" || !event.data) return;
    for (const { key, text } of textsOf(event)) {
      const hit = this.#look(key, text);
      if (hit) yield { timestamp: event.timestamp, targetId: this.targetId, ...hit };
    }
  }

  /** Another document has other texts; a checkout has the same ones again. */
  #takeMeta(line: string): void {
    const event = parseEventLine(line);
    if (event?.type !== EventType.Meta) return;
    const href: unknown = event.data?.href;
    const address = typeof href === "string" ? href.replace(/#.*/s, "") : undefined;
    if (address !== this.#address) this.#shown = new Set();
    this.#address = address;
  }

  /** Whether a text that was found may be another one now: it can be found again later. */
  #mayHide(line: string): boolean {
    return this.#shown.size > 0 && line.includes(`"texts":[{`);
  }

  #look(key: string, text: string): Pick<SearchHit, "before" | "match" | "after"> | undefined {
    const found = this.pattern.find(text);
    if (!found) {
      this.#shown.delete(key);
      return undefined;
    }
    const { start, end } = found;
    if (this.#shown.has(key)) return undefined;
    this.#shown.add(key);
    return {
      before: copyOf(text.slice(Math.max(0, start - CONTEXT_LENGTH), start)),
      match: copyOf(text.slice(start, end)),
      after: copyOf(text.slice(end, end + CONTEXT_LENGTH)),
    };
  }
}

/** A part of a text keeps all of it in memory, which may be the text of a whole page. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

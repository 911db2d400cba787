/** One message of server-sent events. */
export interface StreamMessage {
  event: string;
  data: string;
  /** Of the last message that had one. */
  lastEventId: string;
}

/** @see the HTML standard, section 9.2 */
export class EventStreamParser {
  /** Of the line that is not complete, in pieces: a message may have megabytes. */
  #rest: string[] = [];
  /** Whether the last piece has ended with what may be half of a line break. */
  #isCut = false;
  #event = "";
  #data: string[] = [];
  #lastEventId: string;

  /** @param lastEventId - what the stream begins behind */
  constructor(lastEventId = "") {
    this.#lastEventId = lastEventId;
  }

  /** @param text - the next of the stream, which may end anywhere */
  *push(text: string): Generator<StreamMessage> {
    const given = this.#isCut ? `\r${text}` : text;
    // A line break that is in two pieces is not known to be one yet.
    this.#isCut = given.endsWith("\r");
    const lines = (this.#isCut ? given.slice(0, -1) : given).split(/\r\n|\n|\r/);
    this.#rest.push(lines[0] ?? "");
    if (lines.length === 1) return;
    lines[0] = this.#rest.join("");
    this.#rest = [lines.pop() ?? ""];
    for (const line of lines) {
      if (line !== "") this.#take(line);
      else yield* this.#end();
    }
  }

  #take(line: string): void {
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id") this.#lastEventId = value;
  }

  *#end(): Generator<StreamMessage> {
    const event = this.#event || "message";
    const data = this.#data;
    this.#event = "";
    this.#data = [];
    // One without data is none.
    if (data.length > 0) yield { event, data: data.join("\n"), lastEventId: this.#lastEventId };
  }
}

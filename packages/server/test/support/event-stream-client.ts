/** A message of server-sent events, as a client has it. */
export interface ReceivedEvent {
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: what JSON holds.
  data: any;
  id?: string;
}

/** A client of server-sent events that takes what comes, or stops to. */
export class EventStreamClient implements AsyncDisposable {
  readonly #abort = new AbortController();
  readonly #messages: AsyncGenerator<ReceivedEvent, void, undefined>;
  /** Of the last message that was taken. */
  lastId = "";

  private constructor(
    readonly response: Response,
    abort: AbortController,
  ) {
    this.#abort = abort;
    this.#messages = this.#read();
  }

  static async open(url: string, lastEventId = ""): Promise<EventStreamClient> {
    const abort = new AbortController();
    const headers = lastEventId === "" ? {} : { "last-event-id": lastEventId };
    return new EventStreamClient(await fetch(url, { headers, signal: abort.signal }), abort);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
  }

  /** The next message, of this kind where one is told; undefined at the end. */
  async next(event?: string): Promise<ReceivedEvent | undefined> {
    for (;;) {
      const { value } = await this.#messages.next();
      if (!value) return undefined;
      if (value.id !== undefined) this.lastId = value.id;
      if (event === undefined || value.event === event) return value;
    }
  }

  /** All that come. */
  async all(): Promise<ReceivedEvent[]> {
    const all: ReceivedEvent[] = [];
    for (let one = await this.next(); one; one = await this.next()) all.push(one);
    return all;
  }

  async *#read(): AsyncGenerator<ReceivedEvent, void, undefined> {
    let text = "";
    const decoder = new TextDecoder();
    for await (const piece of this.response.body ?? []) {
      text += decoder.decode(piece, { stream: true });
      for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
        const message = parse(text.slice(0, end));
        text = text.slice(end + 2);
        if (message) yield message;
      }
    }
  }
}

/** @returns undefined for a comment */
function parse(message: string): ReceivedEvent | undefined {
  if (message.startsWith(":")) return undefined;
  const fields = new Map(
    message.split("\n").map((line): [string, string] => {
      const at = line.indexOf(": ");
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
  const id = fields.get("id");
  return {
    event: fields.get("event") ?? "message",
    data: JSON.parse(fields.get("data") ?? "null"),
    ...(id !== undefined && { id }),
  };
}

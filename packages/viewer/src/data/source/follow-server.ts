import { isEvent, type Manifest } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import type { LiveNews } from "../recording-source.js";
import { ViewerError } from "../viewer-error.js";
import { EventStreamParser, type StreamMessage } from "./event-stream.js";
import { piecesOf } from "./pieces-of.js";
import { readManifestText } from "./read-manifest-text.js";
import { requestServer, type ServerAccess } from "./server-request.js";
import { wait } from "./wait.js";

/** ms before it is tried again, at first and at most. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** ms after which a connection was a good one; a server that begins and breaks is asked ever more seldom. */
const GOOD_MS = 10_000;

/** ms without a word, comments included, after which a connection is taken for dead: the server says one each 15 s. */
const SILENCE_MS = 40_000;

/**
 * Follows a session to its end, over any number of connections.
 *
 * @throws ViewerError where trying again is of no use
 */
export async function* followServer(
  access: ServerAccess,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<LiveNews> {
  let lastEventId = "";
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const startedAt = performance.now();
    try {
      for await (const message of readMessages(access, path, { lastEventId, signal })) {
        lastEventId = message.lastEventId;
        const news = newsOf(message);
        if (news) yield news;
        if (news?.kind === "end") return;
      }
      // A server that ends: another one takes over, or the same again.
      yield { kind: "interrupted", why: "The server has ended the connection." };
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ViewerError) || !error.canRetry) throw error;
      yield { kind: "interrupted", why: error.message };
    }
    if (performance.now() - startedAt > GOOD_MS) waitMs = FIRST_WAIT_MS;
    await wait(waitMs, signal);
    waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
  }
}

async function* readMessages(
  access: ServerAccess,
  path: string,
  { lastEventId, signal }: { lastEventId: string; signal: AbortSignal },
): AsyncGenerator<StreamMessage> {
  const silence = new Silence(SILENCE_MS);
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const headers = lastEventId === "" ? {} : { "last-event-id": lastEventId };
    const response = await requestServer(access, path, { signal: either, headers });
    if (response.status === 204) {
      yield { event: "end", data: "{}", lastEventId };
      return;
    }
    const parser = new EventStreamParser(lastEventId);
    const decoder = new TextDecoder();
    for await (const piece of piecesOf(response, either)) {
      silence.end();
      yield* parser.push(decoder.decode(piece, { stream: true }));
    }
  } catch (cause) {
    if (!silence.signal.aborted || signal.aborted) throw cause;
    throw new ViewerError("The server does not answer any more.", true, { cause });
  } finally {
    silence.close();
  }
}

/** Aborts when nothing was heard for long. */
class Silence {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ms: number) {
    this.end();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something was heard. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.ms);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

function newsOf({ event, data }: StreamMessage): LiveNews | undefined {
  switch (event) {
    case "start":
      return { kind: "start", isResumed: parse<{ resumed?: unknown }>(data)?.resumed === true };
    case "manifest":
      return manifestNews(data);
    case "events":
      return eventNews(parse(data));
    case "end":
      return { kind: "end" };
    default:
      return undefined;
  }
}

function manifestNews(text: string): LiveNews {
  const manifest: Manifest = readManifestText(text);
  return { kind: "manifest", manifest };
}

function eventNews(
  data: { targetId?: unknown; events?: unknown } | null | undefined,
): LiveNews | undefined {
  if (typeof data?.targetId !== "string" || !Array.isArray(data.events)) return undefined;
  const events: eventWithTime[] = data.events.filter(isEvent);
  return { kind: "events", targetId: data.targetId, events };
}

function parse<T>(text: string): T | null | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    // The server sends JSON; what a proxy made of it is left out.
    return undefined;
  }
}

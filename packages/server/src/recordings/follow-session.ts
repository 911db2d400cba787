import type { Manifest } from "@pagereel/core";
import { segmentsByTarget } from "@pagereel/core/adapter";
import { ApiError } from "../http/api-error.js";
import type { RecordingsContext } from "./context.js";
import { KEEP_ALIVE, type ServerSentEvent, writeEvent } from "./event-stream.js";
import { findManifest } from "./find-manifest.js";
import { LiveNews } from "./live-news.js";
import { LivePositions } from "./live-positions.js";
import { LiveReader } from "./live-reader.js";
import { LiveSegments } from "./live-segments.js";
import { ManifestNews } from "./manifest-news.js";
import { toldManifest } from "./told-manifest.js";

/** The id of the last event: who comes back with it has all. */
export const END_ID = "end";

/** ms between two looks for what another process has written; of what this one does, it is told. */
const POLL_MS = 1000;
const LOCAL_POLL_MS = 10_000;

/** ms without a word after which proxies begin to close connections, with some room. */
const KEEP_ALIVE_MS = 15_000;

/** What a client wants to follow. */
export interface FollowOptions {
  /** Of the session as it is now. */
  manifest: Manifest;
  /** As the client sends it. */
  lastEventId: string | undefined;
  /** Leaves out the segments that are closed when it begins anew. */
  skipsClosed?: boolean;
  /** Ends it. */
  signal: AbortSignal;
}

/**
 * Plays a session as server-sent events while it is recorded, and to its end. It reads on when it is
 * asked for more, so that a slow client costs no memory.
 *
 * @throws ApiError 503 where the store fails: the client comes back, and begins where it was
 */
export async function* followSession(
  context: RecordingsContext,
  { manifest: first, lastEventId = "", skipsClosed = false, signal }: FollowOptions,
): AsyncGenerator<string, void, undefined> {
  const sessionId = first.sessionId.toLowerCase();
  const targetIds = [...segmentsByTarget(first).keys()];
  const resumed = LivePositions.resume(sessionId, lastEventId, targetIds);
  const positions = resumed ?? new LivePositions(sessionId);
  const segments = new LiveSegments(positions);
  using news = new LiveNews(context.store, sessionId, signal);
  using reader = new LiveReader(context.store, sessionId, positions, segments);
  const manifests = new ManifestNews();
  const rhythm = new Rhythm(() => (context.stateOf(sessionId) ? LOCAL_POLL_MS : POLL_MS));

  let isSkipDue = skipsClosed && !resumed;
  yield writeEvent({ event: "start", data: { resumed: resumed !== undefined } });
  while (!signal.aborted) {
    if (news.takeManifest() || rhythm.isPollDue) {
      const manifest = await findOrGone(context, sessionId);
      rhythm.polled();
      if (!manifest) return yield writeEvent(endOf({ state: "deleted" }));
      // The first one, which the client is sent: it says what is left out.
      if (isSkipDue) positions.skipClosed(manifest);
      isSkipDue = false;
      segments.takeManifest(manifest);
      manifests.take(manifest);
    }
    segments.takeExtents(news.takeExtents());
    const manifest = manifests.due(segments.isFinished);
    if (manifest)
      yield rhythm.said(writeEvent({ event: "manifest", data: toldManifest(manifest) }));
    for await (const item of reader.read()) {
      const event = "events" in item ? "events" : "gap";
      yield rhythm.said(writeEvent({ event, data: item, id: positions.toId() }));
    }
    if (segments.isFinished) return yield writeEvent(endOf(manifests.last));
    await news.wait(Math.min(rhythm.waitMs, manifests.waitMs));
    if (rhythm.isSilent && !signal.aborted) yield rhythm.said(KEEP_ALIVE);
  }
}

function endOf({
  state,
  reason,
}: {
  state?: string;
  reason?: string | undefined;
}): ServerSentEvent {
  return { event: "end", data: { state, ...(reason && { reason }) }, id: END_ID };
}

async function findOrGone(
  context: RecordingsContext,
  sessionId: string,
): Promise<Manifest | undefined> {
  try {
    return await findManifest(context, sessionId);
  } catch (error) {
    if (error instanceof ApiError && error.reason === "recording-not-found") return undefined;
    throw error;
  }
}

/** When to look, and when to say something. */
class Rhythm {
  #polledAt = performance.now();
  #saidAt = performance.now();

  constructor(private readonly pollMs: () => number) {}

  get isPollDue(): boolean {
    return performance.now() >= this.#polledAt + this.pollMs();
  }

  /** Nothing was said for long. */
  get isSilent(): boolean {
    return performance.now() >= this.#saidAt + KEEP_ALIVE_MS;
  }

  /** ms until the one or the other. */
  get waitMs(): number {
    const at = Math.min(this.#polledAt + this.pollMs(), this.#saidAt + KEEP_ALIVE_MS);
    return Math.max(0, at - performance.now());
  }

  polled(): void {
    this.#polledAt = performance.now();
  }

  said(text: string): string {
    this.#saidAt = performance.now();
    return text;
  }
}

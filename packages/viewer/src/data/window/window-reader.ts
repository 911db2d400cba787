import type { Gap } from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";
import { ConnectionFilter } from "../connection-filter.js";
import type { EventWindow } from "../session-data.js";
import type { SegmentTexts } from "../text/segment-texts.js";
import { EntryFinder } from "./entry-finder.js";
import { type Loss, type ReadableTarget, readEvents } from "./event-reader.js";
import { type Entry, type PlacedEvent, TAIL } from "./place.js";
import { putInOrder, WindowBuilder } from "./window-builder.js";

/** A window, and what is needed to go on from it. */
export interface ReadWindow {
  window: EventWindow;
  /** Where the next one begins. */
  next: Entry | undefined;
  /** Events of the tail up to its end; undefined where it ended before. */
  tailOffset: number | undefined;
  /** Whether it is the same the next time. */
  isWhole: boolean;
  /** Knows the window's elements. */
  filter: ConnectionFilter;
}

/** Windows that are kept: the one that is shown, its neighbours, and one to go back to. */
const KEPT_WINDOWS = 4;

/** Reads windows of targets. */
export class WindowReader {
  readonly #finder: EntryFinder;
  /** By where they begin, the one that was read last at the end. */
  readonly #kept = new Map<string, ReadWindow>();

  /** @param onGap - called for what is found to be missing, each time that it is found */
  constructor(
    private readonly texts: SegmentTexts,
    private readonly onGap: (gap: Gap) => void,
  ) {
    this.#finder = new EntryFinder(texts);
  }

  /** The window of a time, or the first one of the target. @throws ViewerError */
  async readAt(
    targetId: string,
    target: ReadableTarget,
    time: number,
    signal: AbortSignal,
  ): Promise<ReadWindow | undefined> {
    for (;;) {
      const entry = await this.#finder.find(target, time, signal);
      if (!entry) return undefined;
      const read = await this.#readFrom(targetId, target, entry, signal);
      if (read !== "elsewhere") return read;
    }
  }

  /** The window that begins there, wherever that is by now. @throws ViewerError */
  async readNext(
    targetId: string,
    target: ReadableTarget,
    entry: Entry,
    signal: AbortSignal,
  ): Promise<ReadWindow | undefined> {
    const read = isThere(target, entry)
      ? await this.#readFrom(targetId, target, entry, signal)
      : "elsewhere";
    if (read !== "elsewhere") return read;
    const found = await this.readAt(targetId, target, entry.timestamp, signal);
    // What is earlier has been played.
    return found && found.window.from >= entry.timestamp ? found : undefined;
  }

  async #readFrom(
    targetId: string,
    target: ReadableTarget,
    entry: Entry,
    signal: AbortSignal,
  ): Promise<ReadWindow | "elsewhere" | undefined> {
    const key = `${targetId}/${entry.number}/${entry.offset}`;
    const read = this.#kept.get(key) ?? (await this.#parseFrom(targetId, target, entry, signal));
    if (read === undefined || read === "elsewhere") return read;
    this.#kept.delete(key);
    if (read.isWhole) this.#kept.set(key, read);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > KEPT_WINDOWS) this.#kept.delete(oldest);
    return read;
  }

  /** @returns "elsewhere" where there is no full snapshot: the next time another one is found */
  async #parseFrom(
    targetId: string,
    target: ReadableTarget,
    entry: Entry,
    signal: AbortSignal,
  ): Promise<ReadWindow | "elsewhere" | undefined> {
    const builder = new WindowBuilder();
    let next: Entry | undefined;
    let isFirst = true;
    for await (const piece of readEvents(target, entry, this.texts, signal)) {
      if (!("gap" in piece) && piece.length === 0) continue;
      if ("gap" in piece) this.onGap(piece.gap);
      if (isFirst && this.#isMistaken(target, entry, piece)) return "elsewhere";
      isFirst = false;
      if ("gap" in piece) builder.lose();
      else next = takeAll(builder, piece);
      if (next) break;
    }
    // At once, with where it ends: more may come in any turn.
    const tailEvents = next
      ? []
      : (target.tail?.from(entry.number === TAIL ? entry.offset : 0) ?? []);
    if (isFirst && tailEvents.length > 0 && this.#isMistaken(target, entry, tailEvents)) {
      return "elsewhere";
    }
    next ??= takeAll(builder, tailEvents);
    builder.end();
    return finish(targetId, target, builder, next);
  }

  /** The segment may be gone, and what the manifest says may be untrue. */
  #isMistaken({ segments }: ReadableTarget, entry: Entry, first: PlacedEvent[] | Loss): boolean {
    const segment = segments.find(({ number }) => number === entry.number);
    if (!segment) return false;
    if ("gap" in first) {
      this.#finder.markUnreadable(segment, entry.offset);
      return true;
    }
    const { type, timestamp } = first[0]?.event ?? {};
    const isSnapshot = type === EventType.Meta || type === EventType.FullSnapshot;
    return !(isSnapshot && timestamp === entry.timestamp) && this.#finder.markUntrue(segment);
  }
}

/** @returns where the window ends, if it does among these */
function takeAll(builder: WindowBuilder, events: readonly PlacedEvent[]): Entry | undefined {
  for (const event of events) {
    const end = builder.take(event);
    if (end) return end;
  }
  return undefined;
}

/** What has come live is in a segment some time later. */
function isThere({ segments, tail }: ReadableTarget, { number, offset }: Entry): boolean {
  if (number === TAIL) return tail?.has(offset) === true;
  return segments.some((segment) => segment.number === number);
}

function finish(
  targetId: string,
  { tail, awaitsTail }: ReadableTarget,
  { events, from }: WindowBuilder,
  next: Entry | undefined,
): ReadWindow | undefined {
  if (from === undefined) return undefined;
  const filter = new ConnectionFilter();
  for (const event of events) filter.clean(event);
  putInOrder(events);
  const tailOffset = next ? undefined : tail?.end;
  const isOpen = tailOffset !== undefined;
  const isCut = !next && awaitsTail;
  // Whoever plays it up to its end reads anew then.
  const end = isCut ? lastTimeOf(events) + 1 : Infinity;
  const until = next ? Math.max(from, next.timestamp) : end;
  const window = { targetId, from, until, events, isOpen };
  return { window, next, tailOffset, isWhole: !isOpen && !isCut, filter };
}

function lastTimeOf(events: readonly eventWithTime[]): number {
  return events.at(-1)?.timestamp ?? -Infinity;
}

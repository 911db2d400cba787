import { backoffMs } from "../http/backoff.js";
import type { IngestClient } from "./http-client.js";
import { IngestError } from "./http-ingest-error.js";
import { type IngestItem, isSameSegment } from "./http-item.js";
import { Pause } from "./pause.js";
import type { Spool } from "./spool.js";
import { spoolNameOf } from "./spool-name.js";
import { Waiting } from "./waiting.js";

/** The longest wait while a server is away, in ms: when it is back, sessions that end wait for it. */
const MAX_BACKOFF_MS = 10_000;

/**
 * What was spooled bit by bit is sent together, up to so many bytes: a slow server could not catch up
 * else. Proxies take 1 MB unless told.
 */
const MAX_BATCH_BYTES = 1_000_000;

/** ms until a server that refused a session is asked again: its token may be valid by then. */
const REFUSED_WAIT_MS = 60_000;

/** Attempts to read a file of the spool. */
const MAX_READS = 3;

export interface LaneOptions {
  client: IngestClient;
  spool: Spool;
  /** Called when nothing is left to send. */
  onEmpty: () => void;
}

/** What is in the spool of one session; sends it in order, as soon as the server takes it. */
export class HttpLane {
  readonly #options: LaneOptions;
  readonly #flushes = new Waiting();
  #queue: IngestItem[] = [];
  #lost: IngestItem[] = [];
  #failure: IngestError | undefined;
  #draining: Promise<void> | undefined;
  readonly #pause = new Pause();
  #isLeftover = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** What the server said last, where it failed. */
  get failure(): IngestError | undefined {
    return this.#failure;
  }

  /**
   * To be called before an item is put in the spool.
   *
   * @throws IngestError where that makes no sense: the server refuses the session, or lost what was
   *   before it of the segment
   */
  check(item: IngestItem): void {
    if (this.#isRefused && !this.#isLeftover) throw this.#failure;
    if (!this.#lost.some((other) => isSameSegment(other, item))) return;
    const message = "What was sent of this segment before is not at the server any more.";
    throw new IngestError("SEGMENT_LOST", message);
  }

  /**
   * Sends an item that is in the spool, behind those before it.
   *
   * @param isFinal - of a manifest: whether it names all that there will ever be
   * @param failure - why it has not been sent, where that was tried
   */
  add(item: IngestItem, isFinal: boolean, failure?: IngestError): void {
    this.#isLeftover = false;
    this.#failure ??= failure;
    this.#put(item, isFinal);
    void this.start();
  }

  /** @param items - what an earlier process left, in the order to send it in; `start` sends it */
  restore(items: IngestItem[]): void {
    this.#isLeftover = this.#queue.length === 0;
    const known = new Set(this.#queue.map(spoolNameOf));
    const added = items.filter((item) => !known.has(spoolNameOf(item)));
    this.#queue = [...added, ...this.#queue];
  }

  /** Resolves when nothing is left to send, or the server refuses what an earlier process left. */
  start(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve();
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  /**
   * Resolves when all that is here now has been sent, or the signal aborts.
   *
   * @throws IngestError where it is refused
   */
  flush(signal?: AbortSignal): Promise<void> {
    if (this.#isRefused) return Promise.reject(this.#failure);
    if (this.#queue.length === 0) return Promise.resolve();
    const flushed = this.#flushes.add(signal, () => this.#onLeave());
    if (!this.#flushes.isEmpty) this.#pause.hold();
    // Where the server did not ask for patience, it may be back.
    if (this.#failure?.retryAfterMs === undefined) this.#pause.end();
    void this.start();
    return flushed;
  }

  /** A process that waited, and has nothing else to do, may end. */
  #onLeave(): void {
    if (this.#flushes.isEmpty) this.#pause.release();
  }

  #put(item: IngestItem, isFinal: boolean): void {
    const at = this.#queue.findIndex(
      (other) => isOlderManifest(other, item) || isSame(other, item),
    );
    const other = this.#queue[at];
    if (!other) return void this.#queue.push(item);
    if (!isSame(other, item)) void this.#options.spool.remove(other);
    // Manifests that come faster than they can be sent would else never be sent.
    if (!isFinal) this.#queue[at] = item;
    else this.#queue = [...this.#queue.filter((one) => one !== other), item];
  }

  get #isRefused(): boolean {
    return this.#failure?.isTemporary === false;
  }

  async #drain(): Promise<void> {
    if (this.#failure && !this.#isRefused) await this.#wait(1);
    for (let attempt = 1; ; attempt++) {
      const [item] = this.#queue;
      if (!item) return this.#end();
      try {
        await this.#send(item, attempt);
        attempt = 0;
        this.#failure = undefined;
      } catch (cause) {
        if (isLost(cause)) {
          await this.#drop(item);
          continue;
        }
        this.#note(cause);
        if (this.#isLeftover && this.#isRefused) return this.#stop();
        await this.#wait(attempt);
      }
    }
  }

  /** @param first - goes together with what follows it of the same segment */
  async #send(first: IngestItem, attempt: number): Promise<void> {
    const { client, spool } = this.#options;
    let body: Buffer | undefined;
    try {
      body = await spool.read(first);
    } catch (cause) {
      if (attempt < MAX_READS) throw cause;
      // It stays where it is, and holds up nothing: what follows it the server finds out of place.
      this.#queue = this.#queue.filter((item) => item !== first);
      return;
    }
    const sent = [first];
    if (body) {
      const batch = await this.#batch(first, body);
      await client.put(first, Buffer.concat(batch.bodies));
      sent.push(...batch.others);
    }
    for (const item of sent) await spool.remove(item);
    this.#queue = this.#queue.filter((item) => !sent.includes(item));
  }

  async #batch(
    first: IngestItem,
    body: Buffer,
  ): Promise<{ bodies: Buffer[]; others: IngestItem[] }> {
    const bodies = [body];
    const others: IngestItem[] = [];
    let bytes = body.length;
    for (const item of this.#queue) {
      if (item === first || !isSameSegment(first, item)) continue;
      // One that cannot be read is the first of the next request.
      const read = () => this.#options.spool.read(item).catch(() => undefined);
      const next = follows(first, item, bytes) && (await read());
      if (!next || bytes + next.length > MAX_BATCH_BYTES) break;
      bodies.push(next);
      others.push(item);
      bytes += next.length;
    }
    return { bodies, others };
  }

  /** What follows bytes that are gone is of no use. */
  async #drop(item: IngestItem): Promise<void> {
    this.#lost.push(item);
    const dropped = this.#queue.filter((other) => isSameSegment(other, item));
    this.#queue = this.#queue.filter((other) => !dropped.includes(other));
    for (const other of dropped) await this.#options.spool.remove(other);
  }

  #note(cause: unknown): void {
    if (!(cause instanceof IngestError)) return;
    this.#failure = cause;
    if (cause.isTemporary) return;
    this.#flushes.rejectAll(cause);
  }

  #waitMs(attempt: number): number {
    const waitMs = backoffMs(attempt, MAX_BACKOFF_MS);
    if (this.#isRefused) return REFUSED_WAIT_MS;
    // Not all at the same moment when the time is over.
    return waitMs + (this.#failure?.retryAfterMs ?? 0);
  }

  /** A process with nothing else to do ends meanwhile: the next one finds what is in the spool. */
  #wait(attempt: number): Promise<void> {
    return this.#pause.wait(this.#waitMs(attempt), !this.#flushes.isEmpty);
  }

  /** At once: what comes next starts anew. */
  #stop(): void {
    this.#draining = undefined;
  }

  #end(): void {
    this.#stop();
    this.#flushes.resolveAll();
    this.#options.onEmpty();
  }
}

/** True for what comes right behind so many bytes. */
function follows(first: IngestItem, item: IngestItem, bytes: number): boolean {
  const areSegments = first.kind === "segment" && item.kind === "segment";
  return areSegments && item.offset === first.offset + bytes;
}

function isOlderManifest(other: IngestItem, item: IngestItem): boolean {
  const areManifests = other.kind === "manifest" && item.kind === "manifest";
  return areManifests && other.revision < item.revision;
}

function isSame(other: IngestItem, item: IngestItem): boolean {
  return spoolNameOf(other) === spoolNameOf(item);
}

function isLost(cause: unknown): boolean {
  return cause instanceof IngestError && cause.code === "SEGMENT_LOST";
}

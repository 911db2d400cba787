import type { RecordingError } from "@pagereel/protocol";
import type { IngestClient } from "./http-client.js";
import { IngestError, notSpooled } from "./http-ingest-error.js";
import { type IngestItem, sessionOf } from "./http-item.js";
import { HttpLane } from "./http-lane.js";
import type { Spool } from "./spool.js";

/** A launch waits for its first manifest; a server that takes longer gets it from the spool. In ms. */
const MANIFEST_PATIENCE_MS = 5000;

/**
 * Sends to a server; what that does not take goes to a spool, and what comes later of the same session
 * behind it.
 */
export class SpoolingWriter {
  readonly #client: IngestClient;
  readonly #spool: Spool;
  /** Of the sessions that have something in the spool. */
  readonly #lanes = new Map<string, HttpLane>();
  readonly #ready: Promise<void>;

  /** Begins to send what earlier processes left. */
  constructor(client: IngestClient, spool: Spool) {
    this.#client = client;
    this.#spool = spool;
    this.#ready = this.#takeOver();
  }

  /**
   * @param isFinal - of a manifest: whether it names all that there will ever be
   * @throws IngestError
   */
  async put(item: IngestItem, body: Uint8Array, isFinal: boolean): Promise<void> {
    await this.#ready;
    const lane = this.#lanes.get(sessionOf(item));
    lane?.check(item);
    const failure = lane ? undefined : await this.#trySend(item, body);
    if (!lane && !failure) return;
    try {
      await this.#spool.add(item, body);
    } catch (cause) {
      throw notSpooled(item, cause as RecordingError, failure ?? lane?.failure);
    }
    this.#lane(sessionOf(item)).add(item, isFinal, failure);
  }

  /** Puts it in the spool, without waiting. @throws RecordingError `SINK_WRITE_FAILED` */
  putSync(item: IngestItem, body: Uint8Array, isFinal: boolean): void {
    this.#spool.addSync(item, body);
    this.#lane(sessionOf(item)).add(item, isFinal);
  }

  /**
   * Resolves when nothing of a session is in the spool, or the signal aborts.
   *
   * @throws IngestError where it is refused
   */
  async flush(sessionId: string, signal?: AbortSignal): Promise<void> {
    await this.#ready;
    await this.#lanes.get(sessionId)?.flush(signal);
  }

  /** @returns why the server did not take it, where it may take it later */
  async #trySend(item: IngestItem, body: Uint8Array): Promise<IngestError | undefined> {
    const patienceMs = item.kind === "manifest" ? MANIFEST_PATIENCE_MS : undefined;
    try {
      await this.#client.put(item, body, patienceMs);
      return undefined;
    } catch (error) {
      if (error instanceof IngestError && error.isTemporary) return error;
      throw error;
    }
  }

  async #takeOver(): Promise<void> {
    let found: Map<string, IngestItem[]>;
    try {
      found = await this.#spool.scan();
    } catch {
      // Who wants to write there is told that it cannot be used.
      return;
    }
    for (const [sessionId, items] of found) this.#lane(sessionId).restore(items);
    void this.#sendLeftovers([...this.#lanes.values()]);
  }

  /** One session after the other, so that they do not hold up those that record now. */
  async #sendLeftovers(lanes: HttpLane[]): Promise<void> {
    for (const lane of lanes) await lane.start();
  }

  #lane(sessionId: string): HttpLane {
    const lane = this.#lanes.get(sessionId) ?? this.#newLane(sessionId);
    this.#lanes.set(sessionId, lane);
    return lane;
  }

  #newLane(sessionId: string): HttpLane {
    const lane: HttpLane = new HttpLane({
      client: this.#client,
      spool: this.#spool,
      onEmpty: () => {
        if (this.#lanes.get(sessionId) === lane) this.#lanes.delete(sessionId);
      },
    });
    return lane;
  }
}

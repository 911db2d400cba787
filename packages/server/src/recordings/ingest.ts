import { type Manifest, RecordingError, type SegmentRef } from "@pagereel/core";
import { parseManifest, readStoredManifest } from "@pagereel/core/adapter";
import { ApiError } from "../http/api-error.js";
import { explainRecordingError } from "../http/explain-recording-error.js";
import type { RecordingsContext } from "./context.js";
import { InOrder } from "./in-order.js";
import type { LiveStore } from "./live-store.js";

/** Takes recordings that others send in. */
export class Ingest {
  /** By session: stores want the calls for a segment, and for a manifest, one after the other. */
  readonly #order = new InOrder();

  constructor(private readonly context: RecordingsContext) {}

  /**
   * @param ref - checked
   * @throws ApiError 409 where bytes before the offset are missing, or this process records the session
   */
  async takeChunk(ref: SegmentRef, offset: number, chunk: Uint8Array): Promise<void> {
    await this.#inOrder(ref.sessionId, (store) => store.appendSegment(ref, offset, chunk));
  }

  /**
   * @param sessionId - checked
   * @param text - JSON of any origin
   * @param revision - ms since the epoch; one that is lower than the stored one's came late
   * @throws ApiError 400 for what is no manifest of this session
   */
  async takeManifest(sessionId: string, text: string, revision: number): Promise<void> {
    const manifest = parse(sessionId, text);
    await this.#inOrder(sessionId, async (store) => {
      if ((await storedRevision(store, sessionId)) > revision) return;
      // Kept, so that any server, and this one after a restart, knows the order.
      await store.writeManifest({ ...manifest, sessionId, updatedAt: revision });
    });
  }

  async #inOrder(sessionId: string, write: (store: LiveStore) => Promise<void>): Promise<void> {
    const { store, stateOf } = this.context;
    try {
      await this.#order.run(sessionId, async () => {
        if (stateOf(sessionId)) throw recordedHere();
        await write(store);
      });
    } catch (error) {
      throw explainRecordingError(error);
    }
  }
}

function parse(sessionId: string, text: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = parseManifest(text);
  } catch (error) {
    throw new ApiError(400, "bad-request", (error as Error).message);
  }
  if (manifest.sessionId.toLowerCase() === sessionId) return manifest;
  throw new ApiError(
    400,
    "bad-request",
    "The manifest is that of another session than its address.",
  );
}

/** @returns -Infinity where there is none, or none that can be read */
async function storedRevision(store: LiveStore, sessionId: string): Promise<number> {
  try {
    return (await readStoredManifest(store, sessionId)).updatedAt ?? -Infinity;
  } catch (error) {
    if (error instanceof RecordingError && error.code !== "STORE_READ_FAILED") return -Infinity;
    throw error;
  }
}

function recordedHere(): ApiError {
  return new ApiError(409, "conflict", "This server records the session itself: nobody else may.");
}

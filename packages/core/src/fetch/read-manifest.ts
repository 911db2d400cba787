import { type Manifest, parseManifest, parseSessionId, RecordingError } from "@pagereel/protocol";
import { backoffMs } from "../http/backoff.js";
import { isAbandoned } from "../recover/is-abandoned.js";
import { recoverManifest } from "../recover/recover-manifest.js";
import type { Store } from "../stores/store.js";
import { Deadline } from "./deadline.js";
import type { StoreSource } from "./fetch-options.js";
import { readFromStore } from "./read-from-store.js";

/**
 * Reads the manifest of a session, whatever its state. Where the process that recorded it was killed,
 * it is what `recoverSessions` would write.
 *
 * @throws RecordingError `INVALID_SESSION_ID`, `RECORDING_NOT_FOUND`, `INVALID_RECORDING`,
 *   `UNSUPPORTED_VERSION`, `STORE_READ_FAILED`
 */
export async function readManifest(store: Store, sessionId: string): Promise<Manifest> {
  const manifest = await readStoredManifest(store, sessionId);
  return isAbandoned(manifest) ? recoverManifest(store, manifest) : manifest;
}

/**
 * Reads the manifest of a session as it is in the store.
 *
 * @throws RecordingError as `readManifest`
 */
export async function readStoredManifest(store: Store, sessionId: string): Promise<Manifest> {
  const id = parseSessionId(sessionId);
  const text = await readFromStore(store, `the manifest of session ${id}`, () =>
    store.readManifest(id),
  );
  if (text === undefined) throw notFound(store, id);
  const manifest = parse(text, `Session ${id} in the ${store.name} cannot be read. `);
  if (manifest.sessionId.toLowerCase() !== id) throw ofAnother(store, id);
  return manifest;
}

function parse(text: string, where: string): Manifest {
  try {
    return parseManifest(text);
  } catch (cause) {
    if (!(cause instanceof RecordingError)) throw cause;
    throw new RecordingError(cause.code, where + cause.message, { cause });
  }
}

/**
 * Reads the manifest of a session that is finished, or, where that is asked for, as it is.
 *
 * @throws RecordingError as `readManifest`, and `RECORDING_NOT_FINISHED`
 */
export async function readFinishedManifest(
  sessionId: string,
  { store, timeoutMs, waitUntilFinished, partial, signal }: StoreSource,
): Promise<Manifest> {
  const deadline = new Deadline(timeoutMs, signal);
  try {
    for (let attempt = 1; ; attempt++) {
      deadline.throwIfAborted();
      const manifest = await readManifest(store, sessionId);
      if (manifest.state !== "recording") return manifest;
      if (!waitUntilFinished || deadline.remainingMs === 0) {
        if (partial) return manifest;
        throw notFinished(manifest.sessionId, waitUntilFinished ? timeoutMs : undefined);
      }
      await deadline.sleep(Math.min(backoffMs(attempt), deadline.remainingMs));
    }
  } finally {
    deadline.stop();
  }
}

function notFound(store: Store, sessionId: string): RecordingError {
  return new RecordingError(
    "RECORDING_NOT_FOUND",
    `Session ${sessionId} is not in the ${store.name}. Read from where it was recorded to: pass ` +
      `that store, set PAGEREEL_DIR, or run in the same directory.`,
  );
}

function ofAnother(store: Store, sessionId: string): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `The manifest of session ${sessionId} in the ${store.name} is that of another session: it was ` +
      `moved or overwritten. Put it back under its own id.`,
  );
}

function notFinished(sessionId: string, waitedMs: number | undefined): RecordingError {
  const waited = waitedMs === undefined ? "" : ` after ${waitedMs} ms of waiting`;
  return new RecordingError(
    "RECORDING_NOT_FINISHED",
    `Session ${sessionId} is still recording${waited}. Close its browser first, or pass ` +
      `waitUntilFinished: true to wait for its end. To see what there is now, pass partial: true.`,
  );
}

import type { Manifest } from "@pagereel/protocol";

/** Names one segment. Ids are made by Pagereel or the browser: letters, digits and dashes only. */
export interface SegmentRef {
  /** UUID, version 7: ids sort by the time of their session's start. */
  sessionId: string;
  targetId: string;
  /** 1, 2, 3 ... within the target. */
  number: number;
}

/** How often a sink wants to be called: each call of one far away takes time, or costs money. */
export interface SinkPacing {
  /** Longest time in ms that an event waits for others to be written with. */
  flushIntervalMs: number;
  /** Bytes of text that are written without waiting for others. */
  chunkBytes: number;
  /** ms between two writes of a manifest, at least. */
  manifestIntervalMs: number;
}

/** Where segments and manifests are written. */
export interface Sink {
  /** For messages, such as `file store at ".pagereel"`. No credentials. */
  readonly name: string;
  /** Unless told: 40 ms, 64 kB and 500 ms. */
  readonly pacing?: SinkPacing;
  /**
   * Adds bytes to a segment; the first ones create it. The bytes of a segment, joined, are one zstd
   * file; every chunk ends where a prefix can be decompressed. Calls for one segment never overlap.
   *
   * A call that fails is made again later, with the same bytes.
   *
   * @param offset - bytes of this segment written so far; a repeated call writes the same bytes at
   *   the same place again, and leaves what follows them
   * @throws RecordingError `SEGMENT_LOST` where the bytes before the offset are not there any more:
   *   what was to be written then begins a new segment
   */
  appendSegment(ref: SegmentRef, offset: number, chunk: Uint8Array): Promise<void>;
  /** Replaces a session's manifest, atomically: a reader sees the old one or the new one. */
  writeManifest(manifest: Manifest): Promise<void>;
  /**
   * Resolves when all that was taken of a session is where it belongs; the session's end waits for
   * it, though not for ever. A sink without it has brought it there when its calls resolve.
   *
   * @param signal - aborts when nobody waits any more: it resolves then, and what it goes on trying
   *   must not keep the process alive
   */
  flush?(sessionId: string, signal?: AbortSignal): Promise<void>;
  /**
   * The same two without waiting, for a process that is exiting. A sink that cannot leaves it out,
   * and the end of a recording that its process did not close is then missing.
   */
  sync?: {
    appendSegment(ref: SegmentRef, offset: number, chunk: Uint8Array): void;
    writeManifest(manifest: Manifest): void;
  };
}

/** A page of sessions, newest first. */
export interface SessionPage {
  sessionIds: string[];
  /** Pass it to get the next page; absent on the last one. */
  cursor?: string;
}

/** A sink that can also be read and deleted. */
export interface Store extends Sink {
  /** The manifest as text, or undefined for a session that is not there. */
  readManifest(sessionId: string): Promise<string | undefined>;
  /** A segment's bytes as far as written, which are the caller's then; undefined where there are none. */
  readSegment(ref: SegmentRef): Promise<Uint8Array | undefined>;
  /** @param limit - sessions a page; 100 unless told */
  listSessions(options?: { limit?: number; cursor?: string }): Promise<SessionPage>;
  /**
   * Deletes a session's segments, and its manifest last: one that was deleted in part is still in the
   * lists, and can be deleted again. One that is not there is no error.
   */
  deleteSession(sessionId: string): Promise<void>;
}

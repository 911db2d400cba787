import * as v from "valibot";
import { RecordingError } from "./errors.js";

/** The newest manifest format that this code writes and reads. */
export const MANIFEST_VERSION = 1;

const time = v.number();

const gap = v.object({
  /** The target that lacks something; absent: the whole session. */
  targetId: v.optional(v.string()),
  /** ms since the epoch. */
  from: time,
  to: time,
  /** A word for programs, such as `batch-lost`. */
  reason: v.string(),
  /** A sentence for people. */
  detail: v.optional(v.string()),
});

const segment = v.object({
  targetId: v.string(),
  /** 1, 2, 3 ... within the target. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** `open` while it is still appended to; the figures are then those at the manifest's writing. */
  state: v.picklist(["open", "closed"]),
  /** True where the segment does not begin with a full snapshot. */
  continued: v.boolean(),
  firstTimestamp: time,
  lastTimestamp: time,
  eventCount: v.number(),
  /** Bytes as stored. */
  bytes: v.number(),
  /** CRC-32 of the uncompressed text, 8 hex digits; once closed. */
  crc32: v.optional(v.string()),
  /** Where full snapshots begin in the uncompressed text, by their first byte; 10 s apart at least. */
  checkouts: v.optional(v.array(v.object({ timestamp: time, offset: v.number() }))),
});

const target = v.object({
  /** CDP target id. */
  targetId: v.string(),
  /** The target whose script or link opened this one. */
  openerId: v.optional(v.string()),
  openedAt: time,
  closedAt: v.optional(time),
  /** Every address that its main frame showed, in order. */
  urls: v.array(v.object({ timestamp: time, url: v.string() })),
  title: v.optional(v.string()),
});

const manifest = v.object({
  version: v.literal(MANIFEST_VERSION),
  sessionId: v.string(),
  /**
   * `recording`: not finished. `final`: complete. `partial`: finished, with something missing (see
   * `gaps`). `recovered`: finished by another process than the one that recorded.
   */
  state: v.picklist(["recording", "final", "partial", "recovered"]),
  /** Why the recording ended. */
  reason: v.optional(
    v.picklist([
      "closed",
      "disconnected",
      "crashed",
      "process-exit",
      "process-killed",
      "max-duration",
      "recording-failed",
      // Of a session of the server: as large as may be; no client for long; ended by a request; the
      // server ended.
      "max-bytes",
      "idle",
      "deleted",
      "shutdown",
    ]),
  ),
  startedAt: time,
  /** When this was written; at least every 10 s while recording goes on. */
  updatedAt: v.optional(time),
  endedAt: v.optional(time),
  /** ms between the first and the last event. */
  duration: v.number(),
  /** True for a recording shorter than a second: kept, but not viewable. */
  tooShort: v.optional(v.boolean()),
  targets: v.array(target),
  segments: v.array(segment),
  gaps: v.array(gap),
  /** Limits that were reached, by the option's name, such as `maxDurationMs`. */
  limitsHit: v.array(v.string()),
  /** The user's own, from the option `metadata`. */
  metadata: v.record(v.string(), v.unknown()),
  /** Days after its end for which it is kept. */
  retentionDays: v.optional(v.number()),
  /** The process that records, so that others can see whether it still does. */
  process: v.optional(
    v.object({
      host: v.string(),
      /** Where the number counts: hosts of the same name, and containers of one host, differ. */
      pidSpace: v.optional(v.string()),
      pid: v.number(),
      /** What tells it from a later process of the same number, where the system tells. */
      startTime: v.optional(v.string()),
    }),
  ),
  /** Versions of what recorded: `pagereel`, `rrweb`, the library and the browser. */
  client: v.record(v.string(), v.string()),
});

export type Manifest = v.InferOutput<typeof manifest>;
export type ManifestTarget = v.InferOutput<typeof target>;
export type ManifestSegment = v.InferOutput<typeof segment>;
export type Gap = v.InferOutput<typeof gap>;
export type RecordingState = Manifest["state"];
export type EndReason = NonNullable<Manifest["reason"]>;

/**
 * Reads a manifest that may be of any origin.
 *
 * @param text - JSON
 * @throws RecordingError `UNSUPPORTED_VERSION` for a newer format, `INVALID_RECORDING` otherwise
 */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RecordingError(
      "INVALID_RECORDING",
      "The manifest is not JSON. It was cut or overwritten; its segments may still be readable.",
      { cause },
    );
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version > MANIFEST_VERSION) {
    throw new RecordingError(
      "UNSUPPORTED_VERSION",
      `The manifest has format version ${version}; this Pagereel reads up to ${MANIFEST_VERSION}. ` +
        `Update Pagereel to read this recording.`,
    );
  }
  const parsed = v.safeParse(manifest, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new RecordingError(
    "INVALID_RECORDING",
    `The manifest is not valid at "${v.getDotPath(issue) ?? "its root"}": ${issue.message}`,
  );
}

import { type Manifest, RecordingError } from "@pagereel/protocol";
import type { SegmentRef, Sink } from "./store.js";
import { type LaneSpace, TeeLane } from "./tee-lane.js";

/** Bytes that wait for one of the other sinks at most, as they are stored; of all sessions. */
const MAX_LANE_BYTES = 32 * 1024 * 1024;

/**
 * Makes a sink that writes to several.
 *
 * The first one decides: a write is done when it has done it, and fails where it fails. Each of the
 * others gets the same in its own time, from a queue of its own; one that is slow or fails holds up
 * nobody. What one of them lacks, its own manifest names as gaps.
 *
 * @throws RecordingError `INVALID_OPTIONS` for what is no sink
 */
export function tee(first: Sink, ...others: Sink[]): Sink {
  for (const [i, sink] of [first, ...others].entries()) checkSink(sink, i);
  const branches = others.map((sink) => new Branch(sink));
  const all = [first, ...others];
  return {
    name: all.map(({ name }) => name).join(" and "),
    ...(first.pacing && { pacing: first.pacing }),
    async appendSegment(ref, offset, chunk) {
      // The caller may change both once the first sink has written them.
      const own = branches.length > 0 ? Uint8Array.from(chunk) : chunk;
      await first.appendSegment(ref, offset, chunk);
      for (const branch of branches) branch.lane(ref.sessionId).append({ ...ref }, offset, own);
    },
    async writeManifest(manifest) {
      const own = structuredClone(manifest);
      await first.writeManifest(manifest);
      for (const branch of branches) branch.lane(own.sessionId).writeManifest(own);
    },
    async flush(sessionId, signal) {
      const others = branches.map((branch) => branch.flush(sessionId, signal));
      await Promise.all([first.flush?.(sessionId, signal), ...others]);
    },
    ...(first.sync && { sync: syncOf(first.sync, branches) }),
  };
}

function syncOf(first: NonNullable<Sink["sync"]>, branches: Branch[]): NonNullable<Sink["sync"]> {
  return {
    appendSegment(ref: SegmentRef, offset: number, chunk: Uint8Array): void {
      first.appendSegment(ref, offset, chunk);
      const own = Uint8Array.from(chunk);
      for (const branch of branches) {
        branch.lane(ref.sessionId).append({ ...ref }, offset, own);
        branch.lane(ref.sessionId).flushSync();
      }
    },
    writeManifest(manifest: Manifest): void {
      first.writeManifest(manifest);
      const own = structuredClone(manifest);
      for (const branch of branches) {
        branch.lane(own.sessionId).writeManifest(own);
        branch.lane(own.sessionId).flushSync();
      }
    },
  };
}

/** One of the other sinks, with a lane for each session that it gets. */
class Branch {
  readonly #sink: Sink;
  readonly #lanes = new Map<string, TeeLane>();
  readonly #space: LaneSpace = { usedBytes: 0, maxBytes: MAX_LANE_BYTES };

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  lane(sessionId: string): TeeLane {
    const lane = this.#lanes.get(sessionId) ?? this.#newLane(sessionId);
    this.#lanes.set(sessionId, lane);
    return lane;
  }

  async flush(sessionId: string, signal?: AbortSignal): Promise<void> {
    try {
      const lane = this.#lanes.get(sessionId);
      await (lane ? lane.flush(sessionId, signal) : this.#sink.flush?.(sessionId, signal));
    } catch {
      // The first sink decides; what this one lacks is known where it is missing.
    }
  }

  #newLane(sessionId: string): TeeLane {
    const onEnd = () => this.#lanes.delete(sessionId);
    return new TeeLane({ sink: this.#sink, space: this.#space, onEnd });
  }
}

function checkSink(sink: unknown, i: number): void {
  const { appendSegment, writeManifest } = (sink ?? {}) as Partial<Sink>;
  if (typeof appendSegment === "function" && typeof writeManifest === "function") return;
  throw new RecordingError(
    "INVALID_OPTIONS",
    `Argument ${i + 1} of tee is no sink: expected one, such as fileStore(directory) or ` +
      `httpSink({ url }).`,
  );
}

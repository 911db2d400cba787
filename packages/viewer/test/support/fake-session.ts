import type { Manifest } from "@pagereel/protocol";
import { signal } from "@preact/signals";
import type { SessionData, TargetLife } from "../../src/data/session-data.js";
import type { Marker, SearchHit, SessionIndex } from "../../src/index/session-index.js";

export const START = Date.UTC(2026, 4, 4, 9, 30);

/** What a session of a test is like; all of it can be changed while it is shown. */
export interface FakeOptions {
  state: Manifest["state"];
  durationMs: number;
  targets: TargetLife[];
  markers: Marker[];
  hits: SearchHit[];
}

/** @returns session data of which nothing can be read: a fake playback reads none */
export function createFakeData({ state, durationMs, targets }: FakeOptions) {
  const manifest = signal(fakeManifest(state, durationMs, targets));
  const unused = () => Promise.resolve(undefined);
  return {
    manifest,
    targets: signal<readonly TargetLife[]>(targets),
    startTime: signal(START),
    endTime: signal(START + durationMs),
    isLive: signal(state === "recording"),
    interruption: signal<string | undefined>(undefined),
    readWindow: unused,
    readNextWindow: unused,
    followWindow: () => () => undefined,
    async *scan() {
      // Nothing is stored.
    },
    close: () => undefined,
  } satisfies SessionData;
}

export type FakeData = ReturnType<typeof createFakeData>;

export function createFakeIndex({ markers, hits }: FakeOptions) {
  const timesOf = markers.map(({ timestamp }) => timestamp);
  return {
    markers: signal<readonly Marker[]>(markers),
    omitted: signal(0),
    progress: signal(1),
    problem: signal<string | undefined>(undefined),
    activeTargetAt: () => undefined,
    idleUntil: (time: number) => {
      const next = timesOf.find((timestamp) => timestamp > time);
      return next !== undefined && next - time > 5000 ? next : undefined;
    },
    async *search(text: string) {
      const found = hits.filter(({ match }) => match.toLowerCase() === text.toLowerCase());
      yield { hits: found, progress: 0.5 };
      yield { hits: [], progress: 1 };
    },
    close: () => undefined,
  } satisfies SessionIndex;
}

export type FakeIndex = ReturnType<typeof createFakeIndex>;

export function fakeTarget(targetId: string, from: number, more: Partial<TargetLife> = {}) {
  const target: TargetLife = {
    targetId,
    openedAt: START + from,
    urls: [{ timestamp: START + from, url: `https://${targetId.toLowerCase()}.test/` }],
    firstTimestamp: START + from,
    lastTimestamp: START + from + 1000,
    gaps: [],
    label: `Tab ${targetId}`,
    ...more,
  };
  return target;
}

function fakeManifest(
  state: Manifest["state"],
  durationMs: number,
  targets: TargetLife[],
): Manifest {
  return {
    version: 1,
    sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f",
    state,
    ...(state !== "recording" && { reason: "closed" as const }),
    startedAt: START,
    duration: durationMs,
    targets,
    segments: targets.map(({ targetId, openedAt }) => ({
      targetId,
      number: 1,
      state: "closed" as const,
      continued: false,
      firstTimestamp: openedAt,
      lastTimestamp: openedAt + 1000,
      eventCount: 3,
      bytes: 120,
    })),
    gaps: targets.flatMap(({ gaps }) => gaps),
    limitsHit: [],
    metadata: { test: "checkout", build: 412 },
    client: { pagereel: "0.1.0", puppeteer: "25.16.0", browser: "Chrome/150" },
  };
}

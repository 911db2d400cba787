import { effect, signal } from "@preact/signals";
import type { InspectedElement, Playback, Speed, Zoom } from "../../src/stage/playback.js";
import type { FakeData } from "./fake-session.js";

const STEP_MS = 100;

/** A playback that does what it is told at once, shows nothing, and moves only when it is told to. */
export function createFakePlayback(data: FakeData, container: HTMLElement) {
  const from = data.startTime.value;
  const time = signal(from);
  const isPlaying = signal(false);
  const speed = signal<Speed>(1);
  const skipsInactivity = signal(false);
  const isFollowing = signal(true);
  const isAtLiveEdge = signal(false);
  const targetId = signal(data.targets.value[0]?.targetId);
  const zoom = signal<Zoom>("fit");
  const inspects = signal(false);
  const inspected = signal<InspectedElement | undefined>(undefined);
  const calls: string[] = [];
  const stopDrawing = effect(() => {
    container.textContent = `${targetId.value} at ${Math.round(time.value - from)} ms`;
  });
  const seek = async (to: number) => {
    calls.push(`seek ${Math.round(to - from)}`);
    isAtLiveEdge.value = false;
    time.value = Math.min(Math.max(to, from), data.endTime.value);
  };
  const playback = {
    time,
    isPlaying,
    speed,
    skipsInactivity,
    isSkipping: signal(false),
    targetId,
    isFollowing,
    isAtLiveEdge,
    busy: signal<{ what: string; part?: number } | undefined>(undefined),
    notice: signal<string | undefined>(undefined),
    canRetry: signal(false),
    viewport: signal<{ width: number; height: number } | undefined>({ width: 1280, height: 720 }),
    zoom,
    inspects,
    inspected,
    play: () => {
      isPlaying.value = true;
    },
    pause: () => {
      isPlaying.value = false;
    },
    seek,
    step: async (direction: 1 | -1) => {
      isPlaying.value = false;
      await seek(time.value + direction * STEP_MS);
    },
    setSpeed: (to: Speed) => {
      speed.value = to;
    },
    setSkipsInactivity: (skips: boolean) => {
      skipsInactivity.value = skips;
    },
    pin: async (id: string) => {
      calls.push(`pin ${id}`);
      isFollowing.value = false;
      targetId.value = id;
    },
    follow: async () => {
      isFollowing.value = true;
    },
    goLive: () => {
      time.value = data.endTime.value;
      isAtLiveEdge.value = true;
      isPlaying.value = true;
    },
    retry: () => {
      calls.push("retry");
    },
    setZoom: (to: Zoom) => {
      zoom.value = to;
    },
    setInspects: (on: boolean) => {
      inspects.value = on;
      if (on) isPlaying.value = false;
      else inspected.value = undefined;
    },
    readDomText: () => "<html>\n  <body>Recorded &lt;b&gt;</body>\n</html>",
    close: () => {
      stopDrawing();
      calls.push("close");
    },
  } satisfies Playback;
  return Object.assign(playback, { calls });
}

export type FakePlayback = ReturnType<typeof createFakePlayback>;

import { createReplayPlugin } from "@pagereel/replay";
import type { eventWithTime } from "@rrweb/types";
import Player from "rrweb-player";

/** Height of rrweb-player's bar of controls, which it adds to the height that it is given. */
const CONTROLLER_HEIGHT = 80;

const MIN_FRAME_HEIGHT = 160;

interface FrameSize {
  /** In CSS pixels. */
  width: number;
  height: number;
}

/** rrweb-player is a Svelte component; its types leave that out where svelte is not installed. */
type SveltePlayer = Player & { $set(props: FrameSize): void };

/** Plays events in a panel, and keeps the player as large as the panel. */
export function createPlayer(panel: HTMLElement, events: eventWithTime[]): Player {
  const player = new Player({
    target: panel,
    // No limit to the scale: a small viewport is enlarged to the panel.
    props: { events, plugins: [createReplayPlugin()], maxScale: 0, ...frameSize(panel) },
  }) as SveltePlayer;
  new ResizeObserver(() => {
    // A hidden panel has no size; in full screen the player takes that of the screen itself.
    if (panel.clientWidth === 0 || document.fullscreenElement) return;
    player.$set(frameSize(panel));
    player.triggerResize();
  }).observe(panel);
  return player;
}

function frameSize(panel: HTMLElement): FrameSize {
  return {
    width: panel.clientWidth,
    height: Math.max(panel.clientHeight - CONTROLLER_HEIGHT, MIN_FRAME_HEIGHT),
  };
}

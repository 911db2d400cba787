import { openSessionData } from "../../data/open-session-data.js";
import type { EventWindow, TargetLife } from "../../data/session-data.js";
import type { ServerAccess } from "../../data/source/server-request.js";
import { createServerSource } from "../../data/source/server-source.js";
import { type Size, WindowPlayer } from "../../stage/window-player.js";

/** What a session showed last, in an element. */
export interface LastFrame {
  /** CSS pixels. */
  size: Size;
  close(): void;
}

/**
 * Shows what a session of a server showed last.
 *
 * @param layer - in a document, and laid out
 * @returns undefined where there is no page to see
 * @throws ViewerError; when it was cancelled
 */
export async function showLastFrame(
  access: ServerAccess,
  sessionId: string,
  layer: HTMLElement,
  signal: AbortSignal,
): Promise<LastFrame | undefined> {
  // A still: what goes on in the session is not followed.
  const { follow: _, ...still } = createServerSource(access, sessionId);
  const data = await openSessionData(still, signal);
  try {
    const target = lastSeen(data.targets.value);
    if (target?.lastTimestamp === undefined) return undefined;
    const window = await data.readWindow(target.targetId, target.lastTimestamp, signal);
    return window && (await showStill(window, target.lastTimestamp, layer, signal));
  } finally {
    data.close();
  }
}

async function showStill(
  window: EventWindow,
  time: number,
  layer: HTMLElement,
  signal: AbortSignal,
): Promise<LastFrame | undefined> {
  const player = new WindowPlayer(window, layer, SILENT);
  const close = () => player.close();
  try {
    await player.show(time, signal);
    signal.throwIfAborted();
  } catch (error) {
    close();
    throw error;
  }
  if (player.hasPage && player.viewport) return { size: player.viewport, close };
  close();
  return undefined;
}

/** A picture that is not whole is a picture still. */
const SILENT = { onResize: () => undefined, onFailure: () => undefined };

/** The target in which something happened last; a blank one only where there is no other. */
function lastSeen(targets: readonly TargetLife[]): TargetLife | undefined {
  const isBlank = ({ urls }: TargetLife) => (urls.at(-1)?.url ?? "about:blank") === "about:blank";
  const byEnd = targets
    .filter(({ lastTimestamp }) => lastTimestamp !== undefined)
    .toSorted((a, b) => (a.lastTimestamp ?? 0) - (b.lastTimestamp ?? 0));
  return byEnd.findLast((target) => !isBlank(target)) ?? byEnd.at(-1);
}

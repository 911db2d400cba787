import type { SessionData } from "../data/session-data.js";
import type { SessionIndex } from "../index/session-index.js";
import type { Playback } from "./playback.js";
import { SessionPlayback } from "./session-playback.js";

/**
 * Shows a session in an element, from its beginning.
 *
 * @param container - in a document; it is filled by the page that is shown
 */
export function createPlayback(
  data: SessionData,
  index: SessionIndex,
  container: HTMLElement,
): Playback {
  return new SessionPlayback(data, index, container);
}

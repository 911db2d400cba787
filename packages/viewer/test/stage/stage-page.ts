/** Runs in the page of a browser test: a stage, and a session for it. */

import { createPlayback } from "../../src/stage/create-playback.js";
import type {} from "./stage-globals.js";
import { indexOf, WindowedSession } from "./windowed-session.js";

globalThis.openStage = (options) => {
  globalThis.playback?.close();
  globalThis.session = new WindowedSession(options);
  const container = document.querySelector<HTMLElement>("#stage");
  if (!container) throw new Error("The page has no place for a stage.");
  globalThis.playback = createPlayback(globalThis.session, indexOf(options), container);
};

globalThis.shownDocument = () => {
  const frame = document.querySelector<HTMLIFrameElement>(".stage-layer[data-shown] iframe");
  if (!frame?.contentDocument) throw new Error("No page is shown.");
  return frame.contentDocument;
};

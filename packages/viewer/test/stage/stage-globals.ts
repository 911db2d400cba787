import type { Playback } from "../../src/stage/playback.js";
import type { SessionOptions, WindowedSession } from "./windowed-session.js";

/** What a page with a stage has for tests. */
declare global {
  var openStage: (options: SessionOptions) => void;
  var playback: Playback;
  var session: WindowedSession;
  /** The document that is shown. */
  var shownDocument: () => Document;
  /** Gives the page frames again. */
  var showTab: () => void;
  /** How often a window was read. */
  var reads: number;
}

import { afterAll, beforeAll } from "vitest";
import { ReplayBrowser } from "../replay/replay-browser.js";
import { type FixtureSite, startFixtureSite } from "../site/fixture-site.js";
import type { Driver, DriverOptions, PageLike, SessionOptions } from "./driver.js";
import { RecordedSession } from "./recorded-session.js";

/** What the cases of a suite share. */
export interface SuiteContext<P extends PageLike> {
  readonly driver: Driver<P>;
  readonly site: FixtureSite;
  readonly replayBrowser: ReplayBrowser;
  /** Launches a recorded browser. */
  launch(recording?: SessionOptions, options?: DriverOptions): Promise<RecordedSession<P>>;
}

/** Starts the site and the replay's browser before the tests that follow, and ends them after. */
export function useSuiteContext<P extends PageLike>(driver: Driver<P>): SuiteContext<P> {
  let started: { site: FixtureSite; replayBrowser: ReplayBrowser } | undefined;
  const running = () => {
    if (!started) throw new Error("The fixture site is there only while tests run.");
    return started;
  };
  beforeAll(async () => {
    const [site, replayBrowser] = await Promise.all([startFixtureSite(), ReplayBrowser.launch()]);
    started = { site, replayBrowser };
  });
  afterAll(async () => {
    await Promise.all([started?.site.close(), started?.replayBrowser.close()]);
  });
  return {
    driver,
    get site() {
      return running().site;
    },
    get replayBrowser() {
      return running().replayBrowser;
    },
    launch: (recording, options) =>
      RecordedSession.start(
        driver,
        (resolved) => driver.launch({ ...options, recording: resolved }),
        recording,
      ),
  };
}

export { CHROMIUM_ARGS, findChromium } from "./chromium/find-chromium.js";
export { type RunningChromium, startChromium } from "./chromium/start-chromium.js";
export { describeProcessExit, type ProcessExitSubject } from "./describe-process-exit.js";
export { diffDom } from "./dom/diff-dom.js";
export type { DomLine, DomTree, Masking, SerializeOptions } from "./dom/dom-line.js";
export { flattenDom } from "./dom/flatten-dom.js";
export { type FrameLike, type HandleLike, readLiveDom } from "./dom/live-dom.js";
export { describeDriver, describeRecordedClient } from "./driver/describe-driver.js";
export { drivePlaywright, pagesOfContexts } from "./driver/drive-playwright.js";
export { drivePuppeteer } from "./driver/drive-puppeteer.js";
export type {
  DrivenFrame,
  Driver,
  DriverBrowser,
  DriverOptions,
  PageLike,
  RecordingOptionsLike,
  SinkLike,
  StoreLike,
} from "./driver/driver.js";
export { expectReplayToMatch, type ReplayCheck } from "./replay/expect-replay.js";
export { Replay } from "./replay/replay.js";
export { ReplayBrowser } from "./replay/replay-browser.js";
export { type FixtureSite, startFixtureSite } from "./site/fixture-site.js";
export type { SiteOrigins } from "./site/site-origins.js";
export { describeTail } from "./tail/describe-tail.js";

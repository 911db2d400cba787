import type { eventWithTime } from "@rrweb/types";
import { assert } from "vitest";
import { diffDom } from "../dom/diff-dom.js";
import type { DomTree, SerializeOptions } from "../dom/dom-line.js";
import { flattenDom } from "../dom/flatten-dom.js";
import type { ReplayOptions } from "./replay.js";
import type { ReplayBrowser } from "./replay-browser.js";

/** Where, when and how a replay is compared. */
export interface ReplayCheck extends SerializeOptions, ReplayOptions {
  replayBrowser: ReplayBrowser;
}

/**
 * Rebuilds a target from its events and compares it with what the live page showed.
 *
 * @param live - read by `readLiveDom` with the same `masking` and `scroll`
 * @throws AssertionError that shows the first difference
 */
export async function expectReplayToMatch(
  live: DomTree,
  events: eventWithTime[] | undefined,
  { replayBrowser, ...options }: ReplayCheck,
): Promise<void> {
  if (!events) assert.fail("The recording has no such target.");
  using replay = await replayBrowser.replay(events, options);
  const difference = diffDom(flattenDom(live), await replay.dom(options));
  if (difference === undefined) return;
  const warnings = replay.warnings.map((warning) => `The replayer warned: ${warning}`);
  assert.fail([difference, ...warnings].join("\n"));
}

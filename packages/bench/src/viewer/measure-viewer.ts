import { LINES_PER_SECOND } from "../node/fed-page.ts";
import { spreadOf } from "../statistics/spread.ts";
import type { ViewerFigures } from "./figures.ts";
import type { Moment } from "./moments.ts";
import type { ViewerPage } from "./viewer-page.ts";

/** What of it is done, one after the other, in a page that has been opened. */
export async function measureViewer(
  viewer: ViewerPage,
  moments: readonly Moment[],
  playMs: number,
): Promise<ViewerFigures> {
  const openTaskMs = await viewer.longestTaskSince(0);
  await viewer.togglePlay();
  const half = moments.length / 2;
  const early = await taskOf(viewer, () => viewer.seekAll(moments.slice(0, half)));
  const index = await taskOf(viewer, () => viewer.whenIndexed());
  const late = await taskOf(viewer, () => viewer.seekAll(moments.slice(half)));
  const played = await taskOf(viewer, () => viewer.playFast(playMs));
  const { loadedAt, framedAt, indexedAt } = await viewer.times();
  return {
    pageLoadMs: loadedAt,
    firstFrameMs: framedAt - loadedAt,
    openTaskMs,
    earlySeekMs: spreadOf(early.result)?.median ?? 0,
    slowestEarlySeekMs: Math.max(...early.result),
    seekMs: spreadOf(late.result)?.median ?? 0,
    slowestSeekMs: Math.max(...late.result),
    seekTaskMs: Math.max(early.taskMs, late.taskMs),
    indexMs: indexedAt - loadedAt,
    indexTaskMs: index.taskMs,
    playedSpeed: played.result / LINES_PER_SECOND,
    playTaskMs: played.taskMs,
  };
}

/** @returns with the longest task of the page meanwhile */
async function taskOf<T>(
  viewer: ViewerPage,
  act: () => Promise<T>,
): Promise<{ result: T; taskMs: number }> {
  const from = await viewer.now();
  const result = await act();
  return { result, taskMs: await viewer.longestTaskSince(from) };
}

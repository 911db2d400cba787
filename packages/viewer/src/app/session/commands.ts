import type { Marker } from "../../index/session-index.js";
import { SPEEDS } from "../../stage/playback.js";
import { copyText } from "../../ui/copy-text.js";
import { formatMoment, type Moment, writeMoment } from "./moment.js";
import { shownTimeOf } from "./panel/filter-markers.js";
import type { SessionModel } from "./session-model.js";
import { timeAt } from "./timeline/time-range.js";

export function togglePlay({ playback }: Pick<SessionModel, "playback">): void {
  if (playback.isPlaying.value) playback.pause();
  else playback.play();
}

/** @param ms - forward, or back if it is negative */
export function jump({ playback }: Pick<SessionModel, "playback">, ms: number): void {
  void playback.seek(playback.time.value + ms);
}

/** @param part - of the session, 0 to 1 */
export function seekToPart({ playback, range }: SessionModel, part: number): void {
  void playback.seek(timeAt(part, range.value));
}

export function changeSpeed({ playback }: SessionModel, by: 1 | -1): void {
  const speed = SPEEDS[SPEEDS.indexOf(playback.speed.value) + by];
  if (speed !== undefined) playback.setSpeed(speed);
}

/** Shows a moment in the target that it is of. */
export function showMoment(model: SessionModel, time: number, targetId?: string): void {
  const { playback, index } = model;
  const shown = playback.isFollowing.value ? index.activeTargetAt(time) : playback.targetId.value;
  const isOther = targetId !== undefined && targetId !== shown;
  // The seek is the newer of the two: it says which moment of the target is shown.
  if (isOther) void playback.pin(targetId);
  void playback.seek(time);
}

export function showMarker(model: SessionModel, marker: Marker): void {
  model.chosenMarker.value = marker;
  showMoment(model, shownTimeOf(marker), marker.targetId);
}

/** Goes to the next marker of the list, or the one before. */
export function showNextMarker(model: SessionModel, direction: 1 | -1): void {
  const { markers, lastMarker, playback } = model;
  const last = markers.value[lastMarker.value];
  const isBehindLast = last !== undefined && playback.time.value > shownTimeOf(last);
  // Back from behind a marker leads to it, not to the one before.
  const step = direction === -1 && isBehindLast ? 0 : direction;
  const marker = markers.value[lastMarker.value + step];
  if (marker) showMarker(model, marker);
}

export function toggleInspect({ playback, panel }: SessionModel): void {
  const inspects = !playback.inspects.value;
  playback.setInspects(inspects);
  if (inspects) panel.value = "inspect";
}

/** The moment that is shown, as an address names it. */
export function shownMoment({ playback, range }: SessionModel): Moment {
  const targetId = playback.targetId.value;
  return {
    offset: playback.time.value - range.value.from,
    ...(targetId !== undefined && { targetId }),
  };
}

/** Goes to a moment that an address names, as far as the session has it. */
export function showAddressed(model: SessionModel, { offset, targetId }: Moment): void {
  const { data, playback, range } = model;
  const isKnown = data.targets.value.some((target) => target.targetId === targetId);
  if (targetId !== undefined && isKnown) void playback.pin(targetId);
  if (offset !== undefined) void playback.seek(range.value.from + offset);
}

export async function copyLink(model: SessionModel): Promise<void> {
  const moment = shownMoment(model);
  writeMoment(moment);
  const link = location.href.replace(/#.*$/, "") + formatMoment(moment);
  await copyAndTell(model, link, "Link of this moment copied");
}

export async function copyAndTell(
  { toaster }: Pick<SessionModel, "toaster">,
  text: string,
  done: string,
): Promise<void> {
  const isCopied = await copyText(text);
  toaster.show(isCopied ? done : "The browser does not let this page copy");
}

import { effect, untracked } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { showAddressed, shownMoment } from "./commands.js";
import { parseMoment, writeMoment } from "./moment.js";
import type { SessionModel } from "./session-model.js";

/** Shows the moment that the page's address names, now and when it changes, and writes it on pause. */
export function useMoment(model: SessionModel | undefined): void {
  useLayoutEffect(() => {
    if (!model) return;
    begin(model);
    const follow = () => showAddressed(model, parseMoment(location.hash));
    addEventListener("hashchange", follow);
    const stopWriting = writeOnPause(model);
    return () => {
      removeEventListener("hashchange", follow);
      stopWriting();
    };
  }, [model]);
}

function begin(model: SessionModel): void {
  const moment = parseMoment(location.hash);
  showAddressed(model, moment);
  // Who follows a link wants that moment, not what comes after it.
  if (moment.offset !== undefined) return;
  if (model.data.isLive.value) model.playback.goLive();
  else if (!prefersStillness()) model.playback.play();
}

function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function writeOnPause(model: SessionModel): () => void {
  let wasPlaying = false;
  return effect(() => {
    const isPlaying = model.playback.isPlaying.value;
    if (wasPlaying && !isPlaying) untracked(() => writeMoment(shownMoment(model)));
    wasPlaying = isPlaying;
  });
}

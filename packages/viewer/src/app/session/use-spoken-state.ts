import { effect, untracked } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SessionModel } from "./session-model.js";

/** Says to a screen reader what changed, also where a key or the recording's end did it. */
export function useSpokenState(model: SessionModel | undefined): void {
  useEffect(() => {
    if (!model) return;
    const { playback, toaster } = model;
    const states = [
      () => (playback.isPlaying.value ? "Playing" : "Paused"),
      () => `Speed ${playback.speed.value}`,
      () => (playback.isFollowing.value ? "Following the active tab" : "Staying with one tab"),
      () => (playback.isAtLiveEdge.value ? "Live" : ""),
    ];
    const endings = states.map((words) => onChange(words, (text) => toaster.speak(text)));
    return () => {
      for (const end of endings) end();
    };
  }, [model]);
}

/** The first words are what one sees already. */
function onChange(words: () => string, tell: (text: string) => void): () => void {
  let isFirst = true;
  return effect(() => {
    const text = words();
    if (!isFirst && text) untracked(() => tell(text));
    isFirst = false;
  });
}

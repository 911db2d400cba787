import { useComputed } from "@preact/signals";
import { SPEEDS, ZOOMS } from "../../stage/playback.js";
import { Button, IconButton } from "../../ui/button.js";
import { formatClock } from "../../ui/format-time.js";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/menu.js";
import { copyLink, toggleInspect, togglePlay } from "./commands.js";
import type { SessionModel } from "./session-model.js";

export interface TransportProps {
  model: SessionModel;
  /** Absent where the browser has none. */
  fullScreen: { isOn: boolean; toggle: () => void } | undefined;
}

/** All controls but the timeline. */
export function Transport({ model, fullScreen }: TransportProps) {
  return (
    <div class="transport" role="toolbar" aria-label="Player controls">
      <PlayControls model={model} />
      <TimeReadout model={model} />
      <LiveButton model={model} />
      <span class="transport-space" />
      <ViewControls model={model} />
      {fullScreen && (
        <IconButton
          icon={fullScreen.isOn ? "exitFull" : "full"}
          label={fullScreen.isOn ? "Leave full screen" : "Full screen"}
          shortcut="F"
          onClick={fullScreen.toggle}
        />
      )}
      <IconButton
        icon="help"
        label="Keyboard shortcuts"
        shortcut="?"
        onClick={() => {
          model.showsHelp.value = true;
        }}
      />
    </div>
  );
}

function PlayControls({ model }: { model: SessionModel }) {
  const { playback } = model;
  const isPlaying = playback.isPlaying.value;
  const skips = playback.skipsInactivity.value;
  return (
    <>
      <IconButton
        icon="stepBack"
        label="Previous event"
        shortcut=","
        onClick={() => void playback.step(-1)}
      />
      <button
        type="button"
        class="button button-primary button-icon"
        aria-label={isPlaying ? "Pause" : "Play"}
        title={isPlaying ? "Pause (Space)" : "Play (Space)"}
        onClick={() => togglePlay(model)}
      >
        <Icon name={isPlaying ? "pause" : "play"} />
      </button>
      <IconButton
        icon="stepForward"
        label="Next event"
        shortcut="."
        onClick={() => void playback.step(1)}
      />
      <Menu
        label="Speed"
        choices={SPEEDS}
        chosen={playback.speed.value}
        textOf={(speed) => `${speed}×`}
        onChoose={(speed) => playback.setSpeed(speed)}
      />
      <IconButton
        icon="skip"
        label="Skip inactivity"
        pressed={skips}
        onClick={() => playback.setSkipsInactivity(!skips)}
      />
    </>
  );
}

function TimeReadout({ model }: { model: SessionModel }) {
  const { playback, range } = model;
  const whole = range.value.to - range.value.from;
  const shown = useComputed(() => {
    const { from, to } = range.value;
    return formatClock(playback.time.value - from, to - from);
  });
  return (
    <p class="time-readout numeric">
      <span class="time-now">{shown}</span> / {formatClock(whole, whole)}
    </p>
  );
}

function LiveButton({ model: { data, playback } }: { model: SessionModel }) {
  if (!data.isLive.value) return null;
  const isAtEdge = playback.isAtLiveEdge.value;
  return (
    <button
      type="button"
      class={isAtEdge ? "button button-quiet live-button is-live" : "button live-button"}
      aria-pressed={isAtEdge}
      title={isAtEdge ? "What is shown is happening now" : "Return to what is happening now"}
      onClick={() => playback.goLive()}
    >
      <Icon name="live" />
      {isAtEdge ? "Live" : "Go to live"}
    </button>
  );
}

function ViewControls({ model }: { model: SessionModel }) {
  const { playback } = model;
  const follows = playback.isFollowing.value;
  return (
    <>
      <Button
        kind="quiet"
        icon={follows ? "follow" : "pin"}
        title={
          follows
            ? "The active tab is shown, whichever it is. Choose a tab to stay with it."
            : "One tab is shown. Press to follow the active one again."
        }
        pressed={follows}
        onClick={() => (follows ? pinShown(model) : void playback.follow())}
      >
        Follow
      </Button>
      <Menu
        label="Zoom"
        choices={ZOOMS}
        chosen={playback.zoom.value}
        textOf={(zoom) => (zoom === "fit" ? "Fit" : `${zoom * 100}%`)}
        onChoose={(zoom) => playback.setZoom(zoom)}
      />
      <IconButton
        icon="inspect"
        label="Inspect an element"
        shortcut="I"
        pressed={playback.inspects.value}
        onClick={() => toggleInspect(model)}
      />
      <IconButton
        icon="link"
        label="Copy a link of this moment"
        onClick={() => void copyLink(model)}
      />
    </>
  );
}

function pinShown({ playback }: SessionModel): void {
  const shown = playback.targetId.value;
  if (shown !== undefined) void playback.pin(shown);
}

import {
  changeSpeed,
  jump,
  seekToPart,
  showNextMarker,
  toggleInspect,
  togglePlay,
} from "./commands.js";
import type { SessionModel } from "./session-model.js";

export interface Shortcut {
  /** As a `KeyboardEvent` names them. */
  keys: readonly string[];
  /** As the help names them, where that differs. */
  shown?: readonly string[];
  what: string;
  run: (context: ShortcutContext, key: string) => void;
}

/** What a shortcut works on. */
export interface ShortcutContext extends SessionModel {
  toggleFullScreen: () => void;
  focusFilter: () => void;
}

const LONG_JUMP_MS = 10_000;
const JUMP_MS = 5_000;

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: [" ", "k"], shown: ["Space", "K"], what: "Play or pause", run: togglePlay },
  {
    keys: ["ArrowLeft", "ArrowRight"],
    shown: ["←", "→"],
    what: "5 seconds back or forward",
    run: (context, key) => jump(context, key === "ArrowLeft" ? -JUMP_MS : JUMP_MS),
  },
  {
    keys: ["j", "l"],
    shown: ["J", "L"],
    what: "10 seconds back or forward",
    run: (context, key) => jump(context, key === "j" ? -LONG_JUMP_MS : LONG_JUMP_MS),
  },
  {
    keys: [",", "."],
    what: "One event back or forward",
    run: ({ playback }, key) => void playback.step(key === "," ? -1 : 1),
  },
  {
    keys: ["M", "m"],
    shown: ["Shift M", "M"],
    what: "Previous or next marker",
    run: (context, key) => showNextMarker(context, key === "M" ? -1 : 1),
  },
  {
    keys: ["Home", "End"],
    what: "First or last moment",
    run: (context, key) => seekToPart(context, key === "Home" ? 0 : 1),
  },
  {
    keys: [..."0123456789"],
    shown: ["0", "9"],
    what: "To that tenth of the session",
    run: (context, key) => seekToPart(context, Number(key) / 10),
  },
  {
    keys: ["<", ">"],
    what: "Slower or faster",
    run: (context, key) => changeSpeed(context, key === "<" ? -1 : 1),
  },
  { keys: ["i"], shown: ["I"], what: "Inspect an element", run: toggleInspect },
  { keys: ["/"], what: "Filter the markers", run: ({ focusFilter }) => focusFilter() },
  {
    keys: ["f"],
    shown: ["F"],
    what: "Full screen",
    run: ({ toggleFullScreen }) => toggleFullScreen(),
  },
  {
    keys: ["?"],
    what: "This help",
    run: ({ showsHelp }) => {
      showsHelp.value = true;
    },
  },
  {
    keys: ["Escape"],
    shown: ["Esc"],
    what: "Close, or stop inspecting",
    run: ({ playback }) => playback.setInspects(false),
  },
];

/** The part of a key press that matters. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * @param focus - what the focus is on: in a field a key is a text, on a button space presses it
 * @returns undefined where the key belongs to something else
 */
export function findShortcut(
  press: KeyPress,
  focus: "field" | "button" | "other",
): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || focus === "field") return undefined;
  if (press.key === " " && focus === "button") return undefined;
  return SHORTCUTS.find(({ keys }) => keys.includes(keyOf(press)));
}

/** Letters without their case, as caps lock may be on; only "M" has a meaning of its own. */
export function keyOf({ key }: Pick<KeyPress, "key">): string {
  return key === "M" || key.length > 1 ? key : key.toLowerCase();
}

import { createPlayer } from "./player.js";
import { unpackEvents } from "./unpack-events.js";

type Player = ReturnType<typeof createPlayer>;

/** By panel: what was opened stays, to play on from where it was left. */
const players = new Map<HTMLElement, Promise<Player | undefined>>();
let shown: HTMLElement | undefined;

/** Plays what is in a panel when it is opened first, and pauses the panel that was open before. */
export async function openPanel(panel: HTMLElement): Promise<void> {
  if (shown === panel) return;
  const before = shown && players.get(shown);
  shown = panel;
  if (!players.has(panel)) players.set(panel, play(panel));
  (await before)?.pause();
}

async function play(panel: HTMLElement): Promise<Player | undefined> {
  const packed = panel.querySelector("script");
  if (!packed) return undefined;
  try {
    return createPlayer(panel, await unpackEvents(packed.textContent));
  } catch (error) {
    const reason = (error as Error).message;
    showNotice(panel, `This tab cannot be played, since its events are broken (${reason}).`);
    return undefined;
  }
}

function showNotice(panel: HTMLElement, sentence: string): void {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = sentence;
  panel.replaceChildren(notice);
}

import { type Emit, MEDIA_INTERACTION } from "./event-parts.js";
import { ELEMENT, eventType, getter, nodeType, now, SafeWeakMap } from "./natives.js";
import { targetOf } from "./pointer.js";

/** rrweb's numbers of media interactions, by the event's type. */
export const MEDIA_EVENTS: Record<string, number> = {
  __proto__: null as never,
  play: 0,
  pause: 1,
  seeked: 2,
  volumechange: 3,
  ratechange: 4,
};

const { prototype } = HTMLMediaElement;
const Media = HTMLMediaElement;
const currentTime = getter(prototype, "currentTime");
const volume = getter(prototype, "volume");
const muted = getter(prototype, "muted");
const loop = getter(prototype, "loop");
const playbackRate = getter(prototype, "playbackRate");

/** Records what audio and video elements do. */
export function mediaRecorder(
  intervalMs: number,
  idOf: (node: Node) => number,
  emit: Emit,
  onEvent: (element: Element, type: string) => void,
): (event: Event) => void {
  const last = new SafeWeakMap<Node, number>();
  return (event) => {
    const element = targetOf(event);
    if (!element || nodeType(element) !== ELEMENT || !(element instanceof Media)) return;
    const id = idOf(element);
    if (id === -1) return;
    const type = MEDIA_EVENTS[eventType(event)] as number;
    const time = now();
    // Where it begins and ends is told in any case; only what may come in streams is thinned out.
    if (type > 1 && time - (last.get(element) ?? 0) < intervalMs) return;
    last.set(element, time);
    const state = `"volume":${volume(element)},"muted":${muted(element)},"loop":${loop(element)}`;
    const position = `"currentTime":${currentTime(element)},"playbackRate":${playbackRate(element)}`;
    onEvent(element, eventType(event));
    emit(MEDIA_INTERACTION, `"type":${type},"id":${id},${position},${state}`);
  };
}

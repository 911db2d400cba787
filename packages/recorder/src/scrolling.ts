import { type Emit, SCROLL } from "./event-parts.js";
import {
  DOCUMENT,
  getter,
  nodeType,
  now,
  round,
  SafeWeakMap,
  scrollLeft,
  scrollTop,
} from "./natives.js";
import { targetOf } from "./pointer.js";

const pageX = getter(window, "scrollX");
const pageY = getter(window, "scrollY");

/** Where a document is scrolled to, in CSS pixels. */
export function scrollOfPage(): { x: number; y: number } {
  return { x: pageX(window), y: pageY(window) };
}

/** @param onScrolled - told of each element that was scrolled */
export function scrollRecorder(
  intervalMs: number,
  idOf: (node: Node) => number,
  onScrolled: (node: Node) => void,
  emit: Emit,
): (event: Event) => void {
  const last = new SafeWeakMap<Node, number>();
  return (event) => {
    const target = targetOf(event);
    if (!target) return;
    onScrolled(target);
    const id = idOf(target);
    const time = now();
    if (id === -1 || time - (last.get(target) ?? 0) < intervalMs) return;
    last.set(target, time);
    const isPage = nodeType(target) === DOCUMENT;
    const x = isPage ? pageX(window) : scrollLeft(target as Element);
    const y = isPage ? pageY(window) : scrollTop(target as Element);
    emit(SCROLL, `"id":${id},"x":${round(x)},"y":${round(y)}`);
  };
}

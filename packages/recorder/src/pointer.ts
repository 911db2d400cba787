import type { RecorderConfig } from "./config.js";
import { DRAG, type Emit, MOUSE_INTERACTION, MOUSE_MOVE, TOUCH_MOVE } from "./event-parts.js";
import { composedPath, eventTarget, eventType, getter, now } from "./natives.js";

/** rrweb's numbers of interactions, by the event's type. */
const INTERACTIONS: Record<string, number> = {
  __proto__: null as never,
  mouseup: 0,
  mousedown: 1,
  click: 2,
  contextmenu: 3,
  dblclick: 4,
  touchstart: 7,
  touchend: 9,
  touchcancel: 10,
};
/** rrweb's numbers of pointers. */
const POINTERS: Record<string, number> = { __proto__: null as never, mouse: 0, pen: 1, touch: 2 };

const mouseX = getter(MouseEvent.prototype, "clientX");
const mouseY = getter(MouseEvent.prototype, "clientY");
const changedTouches = getter(TouchEvent.prototype, "changedTouches");
const touchX = getter(Touch.prototype, "clientX");
const touchY = getter(Touch.prototype, "clientY");
const pointerKind = getter(PointerEvent.prototype, "pointerType");
const Mouse = MouseEvent;
const Pointer = PointerEvent;
const TouchKind = TouchEvent;

/** The element that an event is about, in whatever open shadow tree that is. */
export function targetOf(event: Event): Node | null {
  const path = composedPath(event);
  return (path.length > 0 ? path[0] : eventTarget(event)) as Node | null;
}

/** Records where the pointer is and what it does. */
export function recordPointer(
  { sampling }: RecorderConfig,
  on: (type: string, listener: (event: Event) => void) => void,
  idOf: (node: Node | null) => number,
  emit: Emit,
  leavesOutMoves: () => boolean,
): void {
  const onInteraction = (event: Event) => {
    const type = INTERACTIONS[eventType(event)];
    const id = idOf(targetOf(event));
    if (id !== -1) emit(MOUSE_INTERACTION, `"type":${type},"id":${id}${placeOf(event)}`);
  };
  for (const type in INTERACTIONS) on(type, onInteraction);
  const interval = sampling.mouseMoveIntervalMs;
  if (interval === false) return;
  let last = 0;
  const onMove = (event: Event) => {
    const time = now();
    if ((time - last < interval && time >= last) || leavesOutMoves()) return;
    const id = idOf(targetOf(event));
    const point = pointOf(event);
    if (id === -1 || !point) return;
    last = time;
    emit(moveSource(eventType(event)), `"positions":[{${point},"id":${id},"timeOffset":0}]`);
  };
  on("mousemove", onMove);
  on("touchmove", onMove);
  on("drag", onMove);
}

function moveSource(type: string): number {
  if (type === "mousemove") return MOUSE_MOVE;
  return type === "drag" ? DRAG : TOUCH_MOVE;
}

function placeOf(event: Event): string {
  const point = pointOf(event);
  if (!point) return "";
  const kind = event instanceof Pointer ? POINTERS[pointerKind(event)] : undefined;
  return `,${point},"pointerType":${kind ?? (event instanceof TouchKind ? POINTERS.touch : POINTERS.mouse)}`;
}

function pointOf(event: Event): string | undefined {
  if (event instanceof Mouse) return `"x":${mouseX(event)},"y":${mouseY(event)}`;
  if (!(event instanceof TouchKind)) return undefined;
  const touch = changedTouches(event)[0];
  return touch && `"x":${touchX(touch)},"y":${touchY(touch)}`;
}

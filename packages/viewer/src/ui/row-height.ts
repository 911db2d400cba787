/** px that a row needs for a pointer, and for a finger. */
const ROW_HEIGHT = { pointer: 30, finger: 44 };

/** The height of a row of one line, in px. What one points with does not change while one does. */
export function rowHeight(): number {
  return matchMedia("(pointer: coarse)").matches ? ROW_HEIGHT.finger : ROW_HEIGHT.pointer;
}

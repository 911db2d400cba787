/** What rrweb's events are made of. */

// Types of events.
export const DOM_CONTENT_LOADED = 0;
export const LOAD = 1;
export const FULL_SNAPSHOT = 2;
export const INCREMENTAL = 3;
export const META = 4;
export const CUSTOM = 5;

// Sources of incremental events.
export const MUTATION = 0;
export const MOUSE_MOVE = 1;
export const MOUSE_INTERACTION = 2;
export const SCROLL = 3;
export const VIEWPORT_RESIZE = 4;
export const INPUT = 5;
export const TOUCH_MOVE = 6;
export const MEDIA_INTERACTION = 7;
export const STYLE_SHEET_RULE = 8;
export const CANVAS_MUTATION = 9;
export const FONT = 10;
export const DRAG = 12;
export const SELECTION = 14;
export const ADOPTED_STYLE_SHEET = 15;
export const CUSTOM_ELEMENT = 16;

// Mouse interactions that are none.
export const FOCUS = 5;
export const BLUR = 6;

/** The fields of a mutation. Each list is JSON without its brackets. */
export function mutationOf(
  texts: string,
  attributes: string,
  removes: string,
  adds: string,
): string {
  return `"texts":[${texts}],"attributes":[${attributes}],"removes":[${removes}],"adds":[${adds}]`;
}

/** Sends an incremental event: its source, and the other fields of its data as JSON without braces. */
export type Emit = (source: number, fields: string) => void;

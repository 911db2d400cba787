import { guard } from "./disguise.js";
import { type Emit, VIEWPORT_RESIZE } from "./event-parts.js";
import { getter, nativeRequestFrame, nativeSetTimeout } from "./natives.js";

/** Larger than any window. */
const MAX_SIZE = 65_535;

const innerWidth = getter(window, "innerWidth");
const innerHeight = getter(window, "innerHeight");
const outerWidth = getter(window, "outerWidth");
const outerHeight = getter(window, "outerHeight");
const query = matchMedia;
const isMatching = getter(MediaQueryList.prototype, "matches");

/** The size of a page's window, in CSS pixels. */
export class WindowSize {
  /** As members of an event's data. */
  json: string;

  /** @param isLoading - whether the page is laid out later, and is not to be laid out for this */
  constructor(
    private readonly emit: Emit,
    isLoading: boolean,
  ) {
    this.json = isLoading
      ? sizeJson(guess("width", outerWidth(window)), guess("height", outerHeight(window)))
      : currentSize();
    // By then the page has been laid out for its first frame.
    if (isLoading) nativeRequestFrame(() => nativeSetTimeout(() => guard(() => this.look()), 0));
  }

  /** Tells the size if it is another one. */
  look(): void {
    const json = currentSize();
    if (json === this.json) return;
    this.json = json;
    this.emit(VIEWPORT_RESIZE, json);
  }
}

function currentSize(): string {
  return sizeJson(innerWidth(window), innerHeight(window));
}

function sizeJson(width: number, height: number): string {
  return `"width":${width},"height":${height}`;
}

/** By media queries, which a page's own window answers without a layout. */
function guess(name: string, first: number): number {
  if (matches(`${name}:${first}px`)) return first;
  let low = 0;
  let high = MAX_SIZE;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (matches(`min-${name}:${middle}px`)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function matches(condition: string): boolean {
  return isMatching(query(`(${condition})`));
}

/**
 * One line of a serialized document: an element's start, a text, a state, a style rule.
 * Flat lines, not a tree: a deep page then passes through any library's evaluate.
 */
export interface DomLine {
  depth: number;
  text: string;
  /** Which iframe's document belongs below this line: 0, 1, 2 ... in the order of the lines. */
  frame?: number;
}

/** The privacy options a page was recorded with: the live page is read as they let it be seen. */
export interface Masking {
  /** True unless told; passwords are masked whatever it says. */
  maskAllInputs?: boolean;
  unmaskSelector?: string;
  maskTextSelector?: string;
  /** By class only: a blocked element keeps no other attribute. */
  blockSelector?: string;
}

/** How a document is serialized. */
export interface SerializeOptions {
  /**
   * True for a replay: its iframes are all within reach, and its values come as they were recorded.
   * A live page's frames are left to the caller, and its values are shown as `masking` wants them.
   */
  replayed?: boolean;
  /** Write scroll positions too. */
  scroll?: boolean;
  masking?: Masking;
}

/** A document with the documents of its iframes, in the order of the lines' `frame`. */
export interface DomTree {
  lines: DomLine[];
  /** Undefined for an iframe that shows no document. */
  frames: (DomTree | undefined)[];
}

/** What the Node side tells a recorder when it injects it. All values are plain JSON. */
export interface RecorderConfig {
  /** Name of the binding on the global object; the recorder takes it and removes it. */
  binding: string;
  /** Secret of the session: marks the recorder's own messages between frames. */
  token: string;
  maskAllInputs: boolean;
  /** Masks the text of editable elements, too. */
  maskContentEditable: boolean;
  /** Masked text: always `****`; an asterisk for each character; nothing. */
  maskFn: "stars" | "length-preserving" | "remove";
  /** Texts that are masked wherever they are. */
  secrets: string[];
  maskTextSelector?: string;
  blockSelector?: string;
  unmaskSelector?: string;
  sampling: {
    /** ms between two mouse positions; 0: each one; false: none. */
    mouseMoveIntervalMs: number | false;
    /** ms between two scroll positions of an element; 0: each one. */
    scrollIntervalMs: number;
    /** ms between two states of a media element; 0: each one. */
    mediaIntervalMs: number;
    /** `all`: a value at each keystroke; `last`: when the field is left. */
    input: "all" | "last";
  };
  /** Absent: canvases are not recorded. */
  canvas?: {
    /** Frames a second. */
    fps: number;
    /** Pixels of a frame; larger ones are scaled down to it. */
    maxPixels: number;
    /** From 0 to 1. */
    quality: number;
    /** Frames of videos, too. */
    videoPosters: boolean;
  };
}

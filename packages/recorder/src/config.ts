/** What the Node side tells a recorder when it injects it. All values are plain JSON. */
export interface RecorderConfig {
  /** Name of the binding on the global object; the recorder takes it and removes it. */
  binding: string;
  /** Secret of the session: marks the recorder's own messages between frames. */
  token: string;
  maskAllInputs: boolean;
  /** Masks what is written into editable elements, as `maskAllInputs` does for fields. */
  maskContentEditable: boolean;
  /** What stands for masked text: always `****`; a star a character; nothing. */
  maskFn: "stars" | "length-preserving" | "remove";
  maskTextSelector?: string;
  blockSelector?: string;
  unmaskSelector?: string;
  /** Values that must not be in a recording, as parts of the page's text. */
  secrets: string[];
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
  /** What recording may cost; more, and it does without, step by step. */
  budget?: {
    /** Of the main thread's time: 0 to 1. */
    cpuShare?: number | undefined;
    /** A document's, as characters on their way to Node. */
    bytesPerSecond?: number | undefined;
    /** ms after which it is looked what recording has cost. */
    lookMs: number;
  };
  /** Records what is drawn on canvas elements. */
  canvas?: {
    /** Pictures of a canvas in a second, at most. */
    fps: number;
    /** Larger pictures are scaled down to it. */
    maxPixels: number;
    /** Of the encoder: 0 to 1. */
    quality: number;
    /** Pictures of video elements too, when they begin, pause or seek. */
    videoPosters: boolean;
  };
}

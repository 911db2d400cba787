import { ViewerError } from "../viewer-error.js";

/** A segment that is not there, or not as it was written: what else there is can be played. */
export class SegmentProblem extends ViewerError {
  /** @param reason - of the gap that it makes */
  constructor(
    readonly reason: "segment-missing" | "segment-damaged",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, false, options);
  }
}

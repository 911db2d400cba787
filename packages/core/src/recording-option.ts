import type { RecordingOptions } from "./options.js";

/** The option that turns recording on: without it a launch is the library's own. */
export interface Recording {
  recording: true | RecordingOptions;
}

export interface NoRecording {
  recording?: false | undefined;
}

export interface MaybeRecording {
  recording?: boolean | RecordingOptions | undefined;
}

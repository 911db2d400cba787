export {
  type ExportHtmlOptions,
  exportHtml,
  type FetchRecordingOptions,
  fetchRecording,
  fileStore,
  memoryStore,
  type Recording,
  RecordingError,
  type RecordingErrorCode,
  type RecordingOptions,
  type Sink,
  type Store,
  streamRecording,
} from "@pagereel/core";
export { connect } from "./connect.js";
export { launch } from "./launch.js";
export type {
  PuppeteerLike,
  RecordedBrowser,
  RecordingConnect,
  RecordingLaunch,
} from "./types.js";
export { withRecording } from "./with-recording.js";

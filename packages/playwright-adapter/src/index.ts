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
export { connectOverCDP } from "./connect-over-cdp.js";
export { launch } from "./launch.js";
export { launchPersistentContext } from "./launch-persistent-context.js";
export type {
  BrowserTypeLike,
  RecordedBrowser,
  RecordedContext,
  RecordingConnectOverCDP,
  RecordingLaunch,
  RecordingLaunchPersistentContext,
} from "./types.js";
export { withRecording } from "./with-recording.js";

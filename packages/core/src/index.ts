export {
  type EndReason,
  type Gap,
  type Manifest,
  type ManifestSegment,
  type ManifestTarget,
  type Recording,
  RecordingError,
  type RecordingErrorCode,
  type RecordingState,
} from "@pagereel/protocol";
export { type ExportHtmlOptions, exportHtml } from "./export-html/export-html.js";
export { fetchManifest } from "./fetch/fetch-manifest.js";
export { type FetchRecordingOptions, fetchRecording } from "./fetch/fetch-recording.js";
export { readManifest } from "./fetch/read-manifest.js";
export { type RecordedEvent, streamRecording } from "./fetch/stream-recording.js";
export type {
  CanvasOptions,
  CheckoutOptions,
  RecordingOptions,
  SamplingOptions,
} from "./options.js";
export {
  type RecoveredSessions,
  type RecoverSessionsOptions,
  recoverSessions,
} from "./recover/recover-sessions.js";
export { defaultStore } from "./stores/default-store.js";
export { type FileStoreOptions, fileStore } from "./stores/file-store.js";
export { httpSink } from "./stores/http-sink.js";
export type { HttpSinkOptions } from "./stores/http-sink-options.js";
export { memoryStore } from "./stores/memory-store.js";
export { type PrunedSession, type PruneOptions, type PruneResult, prune } from "./stores/prune.js";
export type { SegmentRef, SessionPage, Sink, SinkPacing, Store } from "./stores/store.js";
export { tee } from "./stores/tee.js";

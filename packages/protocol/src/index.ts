export {
  BATCH_VERSION,
  type Batch,
  type BatchEvent,
  type BatchHeader,
  encodeBatch,
  type FrameLink,
  parseBatch,
  type UnreadableSheet,
} from "./batch.js";
export { RecordingError, type RecordingErrorCode } from "./errors.js";
export {
  type EndReason,
  type Gap,
  MANIFEST_VERSION,
  type Manifest,
  type ManifestSegment,
  type ManifestTarget,
  parseManifest,
  type RecordingState,
} from "./manifest.js";
export { isEvent, parseRecording, type Recording } from "./recording.js";
export { parseSegment, type SegmentContent } from "./segment.js";
export { parseSessionId } from "./session-id.js";
export { BatchAssembler, MAX_CALL_LENGTH, splitIntoCalls } from "./wire.js";

export {
  BATCH_VERSION,
  type Batch,
  type BatchHeader,
  encodeBatch,
  type FrameLink,
  type LinkedSheet,
  parseBatch,
} from "./batch.js";
export { RecordingError, type RecordingErrorCode } from "./errors.js";
export { atTime, dataOf, type EventText, readEventText, writeEventText } from "./event-text.js";
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
export { NODE_TOKENS } from "./node-tokens.js";
export { isEvent, parseRecording, type Recording } from "./recording.js";
export { parseEventLine } from "./segment.js";
export { segmentsByTarget } from "./segments-by-target.js";
export { parseSessionId } from "./session-id.js";
export { BatchAssembler, LAST_CALL, MAX_CALL_LENGTH, MORE_CALLS } from "./wire.js";

/** What adapters are built on; not for applications. */
export { BrowserRecorder } from "./cdp/browser-recorder.js";
export { CDP_EVENTS, type CdpChannel, type CdpEvent } from "./cdp/channel.js";
export { WebSocketChannel } from "./cdp/web-socket-channel.js";
export { findBrowser } from "./find-browser.js";
export { type ResolvedOptions, resolveOptions } from "./options.js";
export { override } from "./override.js";
export { proxyLibrary } from "./proxy-library.js";
export type { MaybeRecording, NoRecording, Recording } from "./recording-option.js";
export { addSessionId, refuseSessionId } from "./session-id.js";
export { withTimeout } from "./with-timeout.js";

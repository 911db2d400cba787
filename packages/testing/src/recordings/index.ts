export * from "./rrweb-events.js";
export { SESSION, sampleManifest, sampleSegment } from "./sample-manifest.js";

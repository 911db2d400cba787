import { fileURLToPath } from "node:url";
import { withoutRecorder } from "./without-recorder.mjs";

/** What both builds have in common. Nothing is written: the parts go into a module. */
export const COMMON = {
  configFile: false,
  root: fileURLToPath(new URL("..", import.meta.url)),
  logLevel: "warn",
  plugins: [withoutRecorder()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    write: false,
    target: "es2022",
    reportCompressedSize: false,
    // On a busy machine it would speak of plugins that take long.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
};

/** The text of a chunk or of an asset. */
export function textOf(part) {
  if (part.type === "chunk") return part.code;
  return typeof part.source === "string" ? part.source : Buffer.from(part.source).toString();
}

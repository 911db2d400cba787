export { createReplayPlugin } from "./replay-plugin.js";

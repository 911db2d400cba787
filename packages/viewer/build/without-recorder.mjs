/** What sets and takes members of rrweb's function `record`. */
const MEMBERS = /^record\.addCustomEvent = .*^record\.mirror = mirror;$/ms;
const INDEX = /^var \{ addCustomEvent, .*$/ms;

/**
 * Leaves rrweb's recorder out of a bundle, a fifth of rrweb. A bundler cannot: it does not know that
 * nobody misses what those members are set and taken for.
 */
export function withoutRecorder() {
  return {
    name: "without-recorder",
    transform(code, id) {
      if (!id.endsWith("/rrweb/dist/rrweb.js")) return undefined;
      if (!MEMBERS.test(code) || !INDEX.test(code)) {
        throw new Error(
          "rrweb has changed: see in build/without-recorder.mjs what is cut out of it.",
        );
      }
      return { code: code.replace(MEMBERS, "").replace(INDEX, "export { Replayer };"), map: null };
    },
  };
}

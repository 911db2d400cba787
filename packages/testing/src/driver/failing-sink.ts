import type { SinkLike, StoreLike } from "./driver.js";

/**
 * A sink that stops working, as a full disk does.
 *
 * @param store - what it writes to as long as it works
 * @param options.from - what it fails at first
 */
export function failingSink(
  store: StoreLike,
  { from }: { from: "the start" | "the first segment" },
): SinkLike {
  const fail = async () => {
    throw new Error("no space left (this sink is made to fail)");
  };
  return {
    name: "a sink that is made to fail",
    appendSegment: fail,
    writeManifest: from === "the start" ? fail : (...call) => store.writeManifest(...call),
  };
}

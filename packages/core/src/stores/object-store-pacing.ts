import * as v from "valibot";
import type { SinkPacing } from "./store.js";

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The option `pacing`: what is not given of it is as in `defaults`. */
export function pacingOption(defaults: SinkPacing) {
  return v.optional(
    v.strictObject({
      flushIntervalMs: v.optional(positive, defaults.flushIntervalMs),
      chunkBytes: v.optional(positive, defaults.chunkBytes),
      manifestIntervalMs: v.optional(positive, defaults.manifestIntervalMs),
    }),
    defaults,
  );
}

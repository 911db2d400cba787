import type { LifecycleRule } from "@aws-sdk/client-s3";
import * as v from "valibot";
import { parseOptions } from "../parse-options.js";
import { prefixOption } from "./object-store-keys.js";

export interface S3LifecycleOptions {
  /** As in `s3Store`. An empty text is for a bucket that has nothing but recordings. */
  prefix?: string;
  /** Whole days after which a recording's objects are deleted. */
  days: number;
}

const schema = v.strictObject({
  prefix: prefixOption,
  days: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/**
 * Makes a rule that deletes recordings by their age, for a bucket's lifecycle configuration:
 * `{ Rules: [s3LifecycleRule({ days: 30 })] }`.
 *
 * A configuration replaces the one before: add the rule to those that the bucket has.
 *
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function s3LifecycleRule(options: S3LifecycleOptions): LifecycleRule {
  const { prefix, days } = parseOptions(schema, options, "s3LifecycleRule");
  return {
    ID: "pagereel-retention",
    Status: "Enabled",
    Filter: { Prefix: prefix },
    Expiration: { Days: days },
  };
}

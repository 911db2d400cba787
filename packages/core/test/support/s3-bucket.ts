import type { S3Server } from "@pagereel/testing/s3-server";
import type { S3StoreOptions } from "../../src/stores/s3-options.js";

let prefixes = 0;

/** The options of a store in that server, with nothing in it: each call gives another prefix. */
export function emptyBucket({ endpoint, bucket, credentials }: S3Server): S3StoreOptions & {
  prefix: string;
} {
  return { endpoint, bucket, credentials, prefix: `store-${++prefixes}/` };
}

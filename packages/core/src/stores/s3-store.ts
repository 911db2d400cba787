import { S3Client } from "@aws-sdk/client-s3";
import { objectStore } from "./object-store.js";
import { s3Driver } from "./s3-driver.js";
import {
  clientConfig,
  parseS3Options,
  type ResolvedS3Options,
  type S3StoreOptions,
} from "./s3-options.js";
import type { Store } from "./store.js";

/**
 * Makes a store of objects in a bucket: AWS S3, or any storage that speaks its protocol.
 *
 * Each write is an object of its own, some seconds of a page; only the manifest is written again.
 * Needs the package `@aws-sdk/client-s3`.
 *
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function s3Store(options: S3StoreOptions): Store {
  const resolved = parseS3Options(options);
  const { bucket, prefix, pacing, client = new S3Client(clientConfig(resolved)) } = resolved;
  const driver = s3Driver(client, bucket, `S3 store at "${location(resolved)}"`);
  return objectStore(driver, { prefix, pacing });
}

function location({ endpoint, bucket, prefix }: ResolvedS3Options): string {
  return endpoint
    ? `${endpoint.replace(/\/*$/, "")}/${bucket}/${prefix}`
    : `s3://${bucket}/${prefix}`;
}

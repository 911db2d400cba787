import { fileStore, RecordingError, type Store } from "@pagereel/core";
import type { S3StoreOptions } from "@pagereel/core/s3";
import type { StoreOption } from "./server-options.js";

/**
 * @throws RecordingError `INVALID_OPTIONS` for options that are not a store's, and where the client
 *   for S3 is not installed
 */
export async function openStore(option: StoreOption): Promise<Store> {
  if (typeof option === "string") return fileStore(option);
  return "s3" in option ? openS3Store(option.s3) : option;
}

/** The client is a large package, for those only who store there. */
async function openS3Store(options: S3StoreOptions): Promise<Store> {
  const { s3Store } = await import("@pagereel/core/s3").catch((cause: Error) => {
    throw new RecordingError(
      "INVALID_OPTIONS",
      'A store in "s3" needs the package @aws-sdk/client-s3, which could not be loaded. Install it ' +
        "beside pagereel: npm install @aws-sdk/client-s3",
      { cause },
    );
  });
  return s3Store(options);
}

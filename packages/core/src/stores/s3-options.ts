import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import * as v from "valibot";
import { parseOptions } from "../parse-options.js";
import { prefixOption } from "./object-store-keys.js";
import { pacingOption } from "./object-store-pacing.js";
import type { SinkPacing } from "./store.js";

/** Where the objects go, and how the storage is reached. */
export interface S3StoreOptions {
  bucket: string;
  /** What all keys begin with; `pagereel/` unless told, and none for an empty text. */
  prefix?: string;
  /** Unless told: what the environment says, or `us-east-1` where there is an `endpoint`. */
  region?: string;
  /** The URL of an S3-compatible storage, such as R2 or MinIO. */
  endpoint?: string;
  /** Keys, or a function that gives them. Unless told: those of the environment, as in all SDKs. */
  credentials?: NonNullable<S3ClientConfig["credentials"]>;
  /** Whether the bucket is in the path of URLs; true unless told, where there is an `endpoint`. */
  forcePathStyle?: boolean;
  /** ms after which a request that got no answer fails; 30,000 unless told. */
  requestTimeoutMs?: number;
  /** A client that is ready, in place of the five options before. */
  client?: S3Client;
  /** How much is gathered before a request is made. */
  pacing?: Partial<SinkPacing>;
}

/** Each request costs money: 1,800 an hour for a page that changes all the time. */
const PACING: SinkPacing = {
  flushIntervalMs: 2000,
  chunkBytes: 1024 * 1024,
  manifestIntervalMs: 5000,
};

const REQUEST_TIMEOUT_MS = 30_000;

/** 3 to 63 characters; old buckets have capitals and underscores. */
const BUCKET = /^[\w.-]{3,255}$/;

const text = v.pipe(v.string(), v.nonEmpty());

const connection = {
  region: v.optional(text),
  endpoint: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isPlainUrl,
        'expected an http or https URL without user and query, such as "https://storage.example.com"',
      ),
    ),
  ),
  credentials: v.optional(
    v.custom<NonNullable<S3ClientConfig["credentials"]>>(
      (value) => typeof value === "function" || (typeof value === "object" && value !== null),
      "expected { accessKeyId, secretAccessKey } or a function that gives them",
    ),
  ),
  forcePathStyle: v.optional(v.boolean()),
  requestTimeoutMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
};

const schema = v.pipe(
  v.strictObject({
    bucket: v.pipe(v.string(), v.regex(BUCKET, "expected the name of a bucket")),
    prefix: prefixOption,
    ...connection,
    client: v.optional(
      v.custom<S3Client>(
        (value) => typeof (value as S3Client | null)?.send === "function",
        "expected a new S3Client({ ... }) of @aws-sdk/client-s3",
      ),
    ),
    pacing: pacingOption(PACING),
  }),
  v.check(
    (options) => !options.client || Object.keys(connection).every((name) => !(name in options)),
    `a client has its own ${Object.keys(connection).join(", ")}: give these to it`,
  ),
);

export type ResolvedS3Options = v.InferOutput<typeof schema>;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function parseS3Options(options: S3StoreOptions): ResolvedS3Options {
  return parseOptions(schema, options, "s3Store");
}

/** What the client is made with, where none was given. */
export function clientConfig(options: ResolvedS3Options): S3ClientConfig {
  const { endpoint, region = endpoint && "us-east-1", credentials } = options;
  return {
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    forcePathStyle: options.forcePathStyle ?? endpoint !== undefined,
    // Requests are signed with the hash of their body anyway, and not all storages know the sums
    // that the client would add.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  };
}

/** It becomes a part of messages: nothing secret may be in it. */
function isPlainUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search } = new URL(value);
  return /^https?:$/.test(protocol) && username + password + search === "";
}

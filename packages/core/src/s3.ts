export { type S3LifecycleOptions, s3LifecycleRule } from "./stores/s3-lifecycle-rule.js";
export type { S3StoreOptions } from "./stores/s3-options.js";
export { s3Store } from "./stores/s3-store.js";

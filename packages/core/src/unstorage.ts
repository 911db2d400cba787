export type { UnstorageLike, UnstorageStoreOptions } from "./stores/unstorage-options.js";
export { unstorageStore } from "./stores/unstorage-store.js";

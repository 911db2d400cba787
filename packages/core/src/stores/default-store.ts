import path from "node:path";
import { fileStore } from "./file-store.js";
import type { Store } from "./store.js";

/**
 * The store that is used where none is given: `.pagereel/` in the working directory, or the
 * directory that the environment variable PAGEREEL_DIR names.
 */
export function defaultStore(): Store {
  return fileStore(defaultDirectory());
}

/** Where Pagereel puts files unless told, as an absolute path. */
export function defaultDirectory(): string {
  return path.resolve(process.env.PAGEREEL_DIR || ".pagereel");
}

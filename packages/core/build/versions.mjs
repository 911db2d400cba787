// The versions that a manifest names.
import { readFileSync } from "node:fs";

/** @returns constants for a bundler's `define`, to be read in src/versions.ts */
export function defineVersions() {
  return {
    PAGEREEL_VERSION: JSON.stringify(versionIn("../package.json")),
    RRWEB_VERSION: JSON.stringify(versionIn("../node_modules/rrweb/package.json")),
  };
}

function versionIn(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")).version;
}

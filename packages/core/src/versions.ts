// Put here by the bundler: see build/versions.mjs.
declare const PAGEREEL_VERSION: string;
declare const RRWEB_VERSION: string;

/** What records, for the manifest. */
export const versions = { pagereel: PAGEREEL_VERSION, rrweb: RRWEB_VERSION };

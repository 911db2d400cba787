import type { KnownCause } from "./metric/known-cause.ts";

/**
 * Every difference between live pages and their replays that is known, by its cause. What is not
 * here fails, and what is here without being so fails as well.
 */
export const KNOWN_CAUSES: KnownCause[] = [];

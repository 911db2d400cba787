import type { LiveStore } from "./live-store.js";

/** What this process does with a session. */
export type LocalState = "recording" | "finalizing" | undefined;

/** What all routes of recordings work on. */
export interface RecordingsContext {
  store: LiveStore;
  /** @returns undefined for a session that this process does not record */
  stateOf: (sessionId: string) => LocalState;
}

import type { EndReason } from "@pagereel/core";

/** Why a session ended. */
export type CloseReason =
  | "closed"
  | "deleted"
  | "idle"
  | "max-duration"
  | "crashed"
  | "shutdown"
  | "browser-failed";

/** As a recording's manifest has it. */
export const END_REASONS: Record<CloseReason, EndReason> = {
  closed: "closed",
  deleted: "deleted",
  idle: "idle",
  "max-duration": "max-duration",
  crashed: "crashed",
  shutdown: "shutdown",
  "browser-failed": "recording-failed",
};

/** As Cloudflare's history has it; it knows 1 and 2, the others are Pagereel's own. */
export const CLOSE_CODES: Record<CloseReason, { code: number; text: string }> = {
  closed: { code: 1, text: "NormalClosure" },
  idle: { code: 2, text: "BrowserIdle" },
  deleted: { code: 3, text: "Deleted" },
  "max-duration": { code: 4, text: "MaxDuration" },
  crashed: { code: 5, text: "BrowserCrashed" },
  shutdown: { code: 6, text: "ServerShutdown" },
  "browser-failed": { code: 7, text: "BrowserFailed" },
};

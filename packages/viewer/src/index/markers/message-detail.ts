import { cut } from "../../data/label-of.js";

/** Characters of what is shown on demand. */
export const MAX_DETAIL_LENGTH = 4000;

/** What a label, which is one line, does not show of a message, and where it came from. */
export function detailOfMessage(message: string, trace: readonly string[]): { detail?: string } {
  const isWhole = cut(message) === message && !message.includes("\n");
  const detail = (isWhole ? trace : [message, ...trace]).join("\n");
  return detail.trim() === "" ? {} : { detail: cut(detail, MAX_DETAIL_LENGTH) };
}

export function linesOf(trace: unknown): string[] {
  return Array.isArray(trace) ? trace.filter((line) => typeof line === "string") : [];
}

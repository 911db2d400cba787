import type { SessionSummary } from "../server/session-summary.js";

/** Ways to order what is loaded; the server itself knows the first one. */
export const ORDERS = {
  newest: "Newest first",
  oldest: "Oldest first",
  longest: "Longest first",
  largest: "Largest first",
  tabs: "Most tabs first",
} as const;

export type Order = keyof typeof ORDERS;

const KEYS: Record<Exclude<Order, "newest">, (session: SessionSummary) => number> = {
  oldest: ({ startedAt = 0 }) => -startedAt,
  longest: ({ duration = -1 }) => duration,
  largest: ({ bytes = -1 }) => bytes,
  tabs: ({ targets }) => targets?.length ?? -1,
};

/** @param sessions - newest first */
export function sortSessions(
  sessions: readonly SessionSummary[],
  order: Order,
): readonly SessionSummary[] {
  if (order === "newest") return sessions;
  const key = KEYS[order];
  return sessions.toSorted((a, b) => key(b) - key(a));
}

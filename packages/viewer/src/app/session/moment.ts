/** A moment of a session, as its address says it: `#t=12345&target=ABC`. */
export interface Moment {
  /** ms since the session's start. */
  offset?: number;
  targetId?: string;
}

/** @param hash - of the page's address, of any origin */
export function parseMoment(hash: string): Moment {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const offset = Number(parts.get("t") || Number.NaN);
  const targetId = parts.get("target");
  return {
    ...(Number.isFinite(offset) && { offset: Math.max(offset, 0) }),
    ...(targetId && { targetId }),
  };
}

export function formatMoment({ offset, targetId }: Moment): string {
  const parts = new URLSearchParams();
  if (offset !== undefined) parts.set("t", String(Math.round(offset)));
  if (targetId !== undefined) parts.set("target", targetId);
  return `#${parts}`;
}

/** Puts a moment into the page's address, where the browser allows that. */
export function writeMoment(moment: Moment): void {
  try {
    history.replaceState(history.state, "", formatMoment(moment));
  } catch {
    // Some browsers forbid it for a page on disk, or when it is done too often: the link can be copied.
  }
}

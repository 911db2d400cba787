/** What the server's list says of a session. Times are ms since the epoch. */
export interface SessionSummary {
  sessionId: string;
  /** `recording`, `final`, `partial`, `recovered`; `unreadable` where nothing else is known of it. */
  state: string;
  reason?: string;
  startedAt?: number;
  endedAt?: number;
  /** ms between the first and the last event. */
  duration?: number;
  /** Shorter than a second. */
  tooShort?: boolean;
  targets?: { targetId: string; title?: string; url?: string }[];
  /** How many stretches are missing. */
  gaps?: number;
  /** As stored. */
  bytes?: number;
  metadata?: Record<string, unknown>;
}

/** A part of the list. */
export interface SessionPage {
  sessions: SessionSummary[];
  /** Of what follows; undefined on the last page. */
  cursor: string | undefined;
}

/** Which sessions are wanted: those for which all of it is true. */
export interface SessionQuery {
  state?: string;
  /** ms since the epoch. */
  since?: number;
  until?: number;
  /** A part of an address or a title. */
  q?: string;
  metadata?: Record<string, string>;
}

import type { SessionInfo, SessionRequest } from "./session-info.js";

/** How many sessions there may be. */
export interface SessionLimits {
  activeSessions: string[];
  maxConcurrentSessions: number;
  /** That could begin at once. */
  freeSessions: number;
}

/** What the routes need of the sessions. */
export interface SessionsView {
  /**
   * Begins a session; its browser runs when this resolves.
   *
   * @param owner - the name of the token
   * @throws ApiError 429 where too many run, and the queue is full or took too long; 503 where the
   *   server shuts down; 500 where the browser does not start
   */
  acquire(request: SessionRequest, owner: string): Promise<SessionInfo>;
  /** A session that has not ended. @throws ApiError 404, 410 for one that has ended */
  get(sessionId: string, owner: string): SessionInfo;
  /** Those that run, oldest first. */
  list(owner: string): SessionInfo[];
  /** Those that have ended, newest first: as many as are remembered. */
  history(owner: string): SessionInfo[];
  limits(owner: string): SessionLimits;
  /** Ends it; resolves when its recording is finalized. @throws ApiError 404, 410 */
  end(sessionId: string, owner: string): Promise<void>;
  /** What this process knows of a session's recording. */
  recordingState(sessionId: string): "recording" | "finalizing" | undefined;
}

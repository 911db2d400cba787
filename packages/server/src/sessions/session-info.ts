import type { CloseReason } from "./close-reason.js";

/** A session as clients are told of it. Times are ms since the epoch. */
export interface SessionInfo {
  sessionId: string;
  /** The name of the token that acquired it. */
  owner: string;
  startTime: number;
  isRecording: boolean;
  /** ms without a client after which it ends. */
  keepAliveMs: number;
  /** Of the client that is connected. */
  connectionId?: string;
  connectionStartTime?: number;
  endTime?: number;
  closeReason?: CloseReason;
}

/** What a client asks for when it acquires a session. */
export interface SessionRequest {
  /** Records it. */
  recording: boolean;
  /** ms without a client after which it ends; 10,000 to 600,000. */
  keepAliveMs: number;
  /** Kept in the recording's manifest. */
  metadata: Record<string, string>;
  /** A name by which a client that lost its connection finds its session again. */
  hint?: string;
}

import type { Site } from "../../site/site.ts";
import type { Ask } from "../clients/ask.ts";
import type { Random } from "../random.ts";

/** What may become of a session. */
export interface Fate {
  name: string;
  /** Why its recording may have ended. */
  reasons: readonly string[];
  /** What may be missing in its recording, by the reasons of gaps. */
  gaps?: readonly string[];
  /** Whether there may be no recording: its client may have died before it was asked for. */
  maybeNone?: boolean;
  /** Whether it may have no events: its client may have opened no page. */
  maybeEmpty?: boolean;
  /**
   * Drives a session to its end, or leaves it to the server.
   *
   * @throws Error where the client saw what it must not see
   */
  live(life: Life): Promise<void>;
}

/** What a session's client has. */
export interface Life {
  site: Site;
  random: Random;
  /** ms of driving before what is fated comes. */
  spanMs: number;
  ask: Ask;
  token: string;
  /** Of the server, with its port. */
  host: string;
  /** Path and query that begin the session: recorded, with the shortest keep-alive. */
  path: string;
}

/** @param host - where another one than the server's is in between */
export function socketAddress({ host: ofServer, path }: Life, host = ofServer): string {
  return `ws://${host}${path}`;
}

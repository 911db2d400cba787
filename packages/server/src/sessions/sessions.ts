import { ApiError } from "../http/api-error.js";
import { Session, type SessionHost } from "./session.js";
import type { SessionInfo, SessionRequest } from "./session-info.js";
import type { SessionLimits, SessionsView } from "./sessions-view.js";
import { Slots } from "./slots.js";

/** Sessions that have ended and are still told of. */
const MAX_HISTORY = 1000;
/** Of one token that have not ended, with or without a browser. */
const MAX_OWNED = 1000;
const RETRY_AFTER_SECONDS = 10;

/** Limits of all sessions together. */
export interface SessionsOptions {
  maxBrowsers: number;
  maxQueuedSessions: number;
  queueTimeoutMs: number;
  maxSessionsPerToken: number;
}

/** What others are told of sessions. */
export interface SessionEvents {
  /** A browser runs. @param ms - since it was asked for */
  onStarted(info: SessionInfo, ms: number): void;
  onRefused(error: ApiError): void;
  /** It has ended, and its recording is finalized. */
  onEnded(info: SessionInfo): void;
}

/** The sessions of this server. */
export class Sessions implements SessionsView {
  /** Those that have not ended, oldest first. */
  private readonly sessions = new Map<string, Session>();
  private readonly ended: SessionInfo[] = [];
  private readonly slots: Slots;
  private readonly host: SessionHost;
  private readonly events: SessionEvents;
  /** Whether no session begins any more. */
  isClosing = false;

  constructor(
    private readonly options: SessionsOptions,
    host: Omit<SessionHost, "takeSlot"> & { events: SessionEvents },
  ) {
    const { maxBrowsers, maxQueuedSessions, queueTimeoutMs } = options;
    this.slots = new Slots(maxBrowsers, maxQueuedSessions, queueTimeoutMs);
    this.events = host.events;
    this.host = { ...host, takeSlot: (session) => this.takeSlot(session) };
  }

  async acquire(request: SessionRequest, owner: string): Promise<SessionInfo> {
    const session = this.open(request, owner);
    await this.start(session);
    return session.info;
  }

  /** Gives out a session whose browser starts when a client connects. */
  reserve(request: SessionRequest, owner: string): SessionInfo {
    return this.open(request, owner).info;
  }

  /** The session that a client with this hint had, and can have again. */
  findByHint(request: SessionRequest, owner: string): SessionInfo | undefined {
    const { hint } = request;
    if (hint === undefined) return undefined;
    return this.owned(owner).find(
      ({ request: { hint: known }, isEnding }) => known === hint && !isEnding,
    )?.info;
  }

  /**
   * Starts a session's browser, unless it has one.
   *
   * @throws ApiError as `acquire`
   */
  async start(session: Session): Promise<void> {
    if (session.isStarted) {
      await session.start();
      return;
    }
    const askedAt = performance.now();
    try {
      await session.start();
    } catch (error) {
      this.events.onRefused(error as ApiError);
      throw error;
    }
    this.events.onStarted(session.info, performance.now() - askedAt);
  }

  get(sessionId: string, owner: string): SessionInfo {
    return this.find(sessionId, owner).info;
  }

  /** @throws ApiError 404, 410 */
  find(sessionId: string, owner: string): Session {
    const session = this.sessions.get(sessionId);
    if (session?.owner === owner && !session.isEnding) return session;
    const known = session ?? this.ended.find((info) => info.sessionId === sessionId);
    if (known?.owner === owner) {
      throw new ApiError(410, "session-ended", `Session ${sessionId} has ended.`);
    }
    throw new ApiError(
      404,
      "session-not-found",
      "There is no such session: its id is wrong, it ended long ago, or it is another token's.",
    );
  }

  /** Those of an owner whose browser runs. */
  running(owner: string): Session[] {
    return this.owned(owner).filter(({ hasStarted, isEnding }) => hasStarted && !isEnding);
  }

  list(owner: string): SessionInfo[] {
    return this.running(owner).map(({ info }) => info);
  }

  history(owner: string): SessionInfo[] {
    const ended = this.ended.filter((info) => info.owner === owner);
    // Of those whose recordings are being finalized, the end is known as well.
    const ending = this.owned(owner).filter(({ hasStarted, isEnding }) => hasStarted && isEnding);
    return [...ended, ...ending.map(({ info }) => info)].reverse();
  }

  limits(owner: string): SessionLimits {
    const activeSessions = this.running(owner).map(({ id }) => id);
    const { maxBrowsers, maxSessionsPerToken } = this.options;
    const maxConcurrentSessions = Math.min(maxBrowsers, maxSessionsPerToken);
    const own = maxConcurrentSessions - activeSessions.length;
    return {
      activeSessions,
      maxConcurrentSessions,
      freeSessions: Math.max(0, Math.min(own, this.slots.free)),
    };
  }

  async end(sessionId: string, owner: string): Promise<void> {
    const session = this.sessions.get(sessionId);
    // One that is ending already is waited for.
    if (session?.owner === owner && session.isEnding) await session.ended;
    else await this.find(sessionId, owner).end("deleted");
  }

  recordingState(sessionId: string): "recording" | "finalizing" | undefined {
    return this.sessions.get(sessionId)?.recordingState;
  }

  /** Ends all sessions, and begins none any more. */
  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all([...this.sessions.values()].map((session) => session.end("shutdown")));
  }

  private open(request: SessionRequest, owner: string): Session {
    if (this.isClosing) {
      throw new ApiError(503, "shutting-down", "The server is shutting down.", RETRY_AFTER_SECONDS);
    }
    if (this.owned(owner).length >= MAX_OWNED) throw tooMany(MAX_OWNED, "has been given");
    const session = new Session(request, owner, this.host);
    this.sessions.set(session.id, session);
    void session.ended.then(() => this.forget(session));
    return session;
  }

  private async takeSlot(session: Session): Promise<() => void> {
    const { maxSessionsPerToken } = this.options;
    const others = this.owned(session.owner).filter((each) => each !== session && each.isStarted);
    if (others.length >= maxSessionsPerToken) throw tooMany(maxSessionsPerToken, "has");
    await this.slots.take();
    return () => this.slots.release();
  }

  private owned(owner: string): Session[] {
    return [...this.sessions.values()].filter((session) => session.owner === owner);
  }

  private forget(session: Session): void {
    this.sessions.delete(session.id);
    if (!session.hasStarted) return;
    this.ended.push(session.info);
    if (this.ended.length > MAX_HISTORY) this.ended.shift();
    this.events.onEnded(session.info);
  }
}

function tooMany(max: number, verb: string): ApiError {
  const message = `This token ${verb} ${max} sessions that have not ended, which is all it may have.`;
  return new ApiError(429, "token-limit", message, RETRY_AFTER_SECONDS);
}

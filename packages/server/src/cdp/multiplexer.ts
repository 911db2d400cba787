import type { MessagePipe } from "../chromium/message-pipe.js";
import { Lane, type LaneOwner } from "./lane.js";
import { sessionOf } from "./session-suffix.js";

/** Ids of our own commands at the browser: beyond those that clients use, within 31 bits. */
const FIRST_ID = 2_000_000_000;

/** ms. A browser that is stopped by a debugger, or hangs, must not keep those that ask waiting. */
const CALL_TIMEOUT_MS = 30_000;

const ATTACHED = Buffer.from('{"method":"Target.attachedToTarget"');
const DETACHED = Buffer.from('{"method":"Target.detachedFromTarget"');

type Result = Record<string, unknown>;

interface Call {
  resolve(result: Result): void;
  reject(error: Error): void;
}

/** Who takes a result, within the message that brings it. */
interface Takers {
  onResult?(result: Result): void;
  /** Of one that comes when nobody waits for it any more. */
  onLate?(result: Result): void;
}

/**
 * Several clients on the one pipe of a browser. Each has a session of its own at the browser, a lane,
 * as if it had a connection of its own; of others' sessions it sees nothing.
 */
export class Multiplexer implements LaneOwner {
  private readonly calls = new Map<number, Call>();
  private readonly lanes = new Set<Lane>();
  /** The lane of each session, at the browser or below one there. */
  private readonly owners = new Map<string, Lane>();
  private lastId = FIRST_ID;
  private isGone = false;

  constructor(readonly pipe: MessagePipe) {
    pipe.onMessage((message) => this.onMessage(message));
    void pipe.closed.then(() => this.onClosed());
  }

  /**
   * Sends a command of the server's own.
   *
   * @throws Error when the browser answers with one, not within 30 s, or is gone
   */
  async call(
    method: string,
    params: object = {},
    { onResult = () => undefined, onLate = () => undefined }: Takers = {},
  ): Promise<Result> {
    if (this.isGone) throw gone();
    const id = ++this.lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const take = (result: Result) => {
      onResult(result);
      resolve(result);
    };
    this.calls.set(id, { resolve: take, reject });
    const timer = setTimeout(() => {
      this.calls.set(id, { resolve: onLate, reject: () => undefined });
      reject(noAnswer(method));
    }, CALL_TIMEOUT_MS).unref();
    this.pipe.send(Buffer.from(JSON.stringify({ id, method, params })));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Opens a lane to the browser. @throws when that is gone */
  open(): Promise<Lane> {
    return this.openLane("Target.attachToBrowserTarget");
  }

  /** Opens a lane to one page. @throws when there is no such target, or the browser is gone */
  openPage(targetId: string): Promise<Lane> {
    return this.openLane("Target.attachToTarget", { targetId, flatten: true });
  }

  private async openLane(method: string, params?: object): Promise<Lane> {
    const { promise: opened, resolve } = Promise.withResolvers<Lane>();
    await this.call(method, params, {
      // At once: the message behind it may be the session's end.
      onResult: ({ sessionId }) => resolve(this.addLane(sessionId as string)),
      // A session that nobody has would be sent its events for as long as the browser lives.
      onLate: ({ sessionId }) => void this.detach(sessionId as string),
    });
    return opened;
  }

  private addLane(sessionId: string): Lane {
    const lane = new Lane(this, sessionId);
    this.lanes.add(lane);
    this.owners.set(sessionId, lane);
    return lane;
  }

  isOf(sessionId: string, lane: Lane): boolean {
    return this.owners.get(sessionId) === lane;
  }

  /** Ends a lane's session, and with it those below. */
  async close(lane: Lane): Promise<void> {
    if (this.forget(lane)) await this.detach(lane.rootSessionId);
  }

  private async detach(sessionId: string): Promise<void> {
    try {
      await this.call("Target.detachFromTarget", { sessionId });
    } catch {
      // The browser is gone, or has ended the session itself.
    }
  }

  private forget(lane: Lane): boolean {
    for (const [sessionId, owner] of this.owners) {
      if (owner === lane) this.owners.delete(sessionId);
    }
    return this.lanes.delete(lane);
  }

  private onMessage(message: Buffer): void {
    const sessionId = sessionOf(message);
    if (sessionId === undefined) {
      this.onOwnMessage(message);
      return;
    }
    const lane = this.owners.get(sessionId);
    // What still comes of a lane that was closed.
    if (!lane) return;
    if (begins(message, ATTACHED)) this.owners.set(childOf(message), lane);
    // Before the lane has it, which may write over its end.
    const ended = begins(message, DETACHED) ? childOf(message) : undefined;
    lane.receive(message, sessionId);
    if (ended !== undefined) this.owners.delete(ended);
  }

  private onOwnMessage(message: Buffer): void {
    const { id, error, result, method, params } = JSON.parse(String(message));
    if (method === "Target.detachedFromTarget") this.onLaneEnded(params.sessionId);
    if (id === undefined) return;
    const call = this.calls.get(id);
    this.calls.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
    // An answer for a session that had just ended: its client is not told any more by the browser.
    if (!call && error) for (const lane of this.lanes) lane.receiveOrphan(id, message);
  }

  /** The page of a lane was closed. */
  private onLaneEnded(rootSessionId: string): void {
    const lane = this.owners.get(rootSessionId);
    if (lane?.rootSessionId !== rootSessionId) return;
    this.forget(lane);
    lane.onBrowserGone();
  }

  private onClosed(): void {
    this.isGone = true;
    for (const call of this.calls.values()) call.reject(gone());
    this.calls.clear();
    for (const lane of this.lanes) lane.onBrowserGone();
    this.lanes.clear();
    this.owners.clear();
  }
}

function gone(): Error {
  return new Error("The browser is gone.");
}

function noAnswer(method: string): Error {
  return new Error(`The browser has not answered ${method} within ${CALL_TIMEOUT_MS / 1000} s.`);
}

function begins(message: Buffer, start: Buffer): boolean {
  return (
    message.length > start.length && message.compare(start, 0, start.length, 0, start.length) === 0
  );
}

/** The session that such an event is about. */
function childOf(message: Buffer): string {
  return JSON.parse(String(message)).params.sessionId;
}

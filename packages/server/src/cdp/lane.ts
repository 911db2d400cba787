import type { MessagePipe } from "../chromium/message-pipe.js";
import { withoutSession, withSession } from "./session-suffix.js";

/** Commands to sessions below, of which the answers are still to come: those sent last. */
const MAX_REMEMBERED = 1000;

/** What a lane is one of several of. */
export interface LaneOwner {
  readonly pipe: MessagePipe;
  isOf(sessionId: string, lane: Lane): boolean;
  close(lane: Lane): Promise<void>;
}

/** A way to the browser that looks like a connection of its own. */
export class Lane {
  /** Resolves when nothing comes any more. */
  readonly closed: Promise<void>;
  private listener: (message: Buffer) => void = () => undefined;
  private endListening: () => void = () => undefined;
  private isOpen = true;
  /** By id of a command: its session, which may have ended under it. */
  private readonly sentBelow = new Map<number, string>();

  constructor(
    private readonly owner: LaneOwner,
    readonly rootSessionId: string,
  ) {
    this.closed = new Promise((resolve) => {
      this.endListening = resolve;
    });
  }

  /** One listener; messages look as on a connection of their own. */
  onMessage(listener: (message: Buffer) => void): void {
    this.listener = listener;
  }

  /** Whether a session is one of this lane. */
  has(sessionId: string): boolean {
    return this.owner.isOf(sessionId, this);
  }

  /**
   * @param message - a command, as JSON
   * @param id - of the command
   * @param sessionId - which the message names; undefined for the browser
   * @returns false where the browser is behind
   */
  send(message: Buffer, id: number, sessionId: string | undefined): boolean {
    if (!this.isOpen) return true;
    if (sessionId === undefined) {
      return this.owner.pipe.send(withSession(message, this.rootSessionId));
    }
    this.sentBelow.set(id, sessionId);
    if (this.sentBelow.size > MAX_REMEMBERED) {
      const [oldest] = this.sentBelow.keys();
      this.sentBelow.delete(oldest as number);
    }
    return this.owner.pipe.send(message);
  }

  receive(message: Buffer, sessionId: string): void {
    this.listener(sessionId === this.rootSessionId ? withoutSession(message) : message);
  }

  /** The browser's answer to a command whose session it does not know any more. */
  receiveOrphan(id: number, message: Buffer): void {
    const sessionId = this.sentBelow.get(id);
    // Another lane can have used the same id.
    if (sessionId === undefined || this.has(sessionId)) return;
    this.sentBelow.delete(id);
    this.listener(message);
  }

  async close(): Promise<void> {
    this.onBrowserGone();
    await this.owner.close(this);
  }

  onBrowserGone(): void {
    this.isOpen = false;
    this.endListening();
  }
}

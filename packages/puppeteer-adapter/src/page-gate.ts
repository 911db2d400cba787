import { override, withTimeout } from "@pagereel/core/adapter";
import type { CDPSession, Connection } from "puppeteer-core";

/** A page that the recorder is not sent to in this time runs without. */
const PATIENCE_MS = 1000;

/**
 * Holds up what Puppeteer says at once of a new page, that it may run, until the recorder was sent
 * to it. Both hear of the page at the same time, and who lets it run does so for all: the first
 * document of a popup, and what its scripts do, would go by unseen.
 */
export class PageGate {
  /** Target ids of pages, by sessions with them that have not let them run. */
  private readonly pages = new Map<string, string>();
  private readonly passes = new Map<string, PromiseWithResolvers<void>>();
  private isOpen = false;

  constructor(connection: Connection) {
    this.watch(connection);
    connection.on("sessionattached", (session) => {
      if (this.isOpen) return;
      this.watch(session);
      this.hold(session);
    });
  }

  /** The recorder was sent to a page: it may run. */
  letRun(targetId: string): void {
    this.passOf(targetId).resolve();
  }

  /** A page is gone. */
  forget(targetId: string): void {
    this.letRun(targetId);
    this.passes.delete(targetId);
  }

  /** Holds nothing up any more. */
  open(): void {
    this.isOpen = true;
    for (const targetId of [...this.passes.keys()]) this.forget(targetId);
  }

  private watch(parent: Connection | CDPSession): void {
    parent.on("Target.attachedToTarget", ({ sessionId, targetInfo: { type, targetId } }) => {
      if (type === "page" && !this.isOpen) this.pages.set(sessionId, targetId);
    });
  }

  private hold(session: CDPSession): void {
    const letRun = async () => {
      // What the session is with is told within the message by which Puppeteer heard of it.
      await undefined;
      const targetId = this.pages.get(session.id());
      this.pages.delete(session.id());
      if (targetId === undefined || this.isOpen) return;
      await withTimeout(this.passOf(targetId).promise, PATIENCE_MS);
    };
    override(session, "send", (send) => {
      const sendInTime = (...call: Parameters<typeof send>) => {
        if (call[0] !== "Runtime.runIfWaitingForDebugger") return send(...call);
        // Said once; from then on the session is as Puppeteer made it.
        delete (session as Partial<CDPSession>).send;
        return letRun().then(() => send(...call));
      };
      return sendInTime as typeof send;
    });
  }

  private passOf(targetId: string): PromiseWithResolvers<void> {
    const known = this.passes.get(targetId);
    if (known) return known;
    const pass = Promise.withResolvers<void>();
    this.passes.set(targetId, pass);
    return pass;
  }
}

import { CDP_EVENTS, type CdpChannel, type CdpEvent } from "@pagereel/core/adapter";
import type { Browser, CDPSession } from "puppeteer-core";

/**
 * A CDP channel over Puppeteer's own connection, in a session beside Puppeteer's: it works whatever
 * the connection is, a pipe or a service's address that gives a browser to each who connects.
 */
export class SessionChannel implements CdpChannel {
  readonly holdsPages = true;
  readonly closed: Promise<void>;
  private listener: (event: CdpEvent) => void = () => undefined;

  private constructor(
    private readonly root: CDPSession,
    disconnected: Promise<void>,
  ) {
    this.closed = disconnected;
    this.subscribe(root);
  }

  static async open(browser: Browser): Promise<SessionChannel> {
    const root = await browser.target().createCDPSession();
    const disconnected = new Promise<void>((resolve) => {
      browser.once("disconnected", () => resolve());
    });
    return new SessionChannel(root, disconnected);
  }

  async send(method: string, params?: object, sessionId?: string): Promise<unknown> {
    const session = sessionId === undefined ? this.root : this.child(sessionId);
    if (!session) throw new Error("The target is gone.");
    return session.send(method as "Runtime.evaluate", params as { expression: string });
  }

  onEvent(listener: (event: CdpEvent) => void): void {
    this.listener = listener;
  }

  async close(): Promise<void> {
    if (this.root.detached) return;
    await this.root.detach().catch(() => {
      // The browser went away at the same time.
    });
  }

  private subscribe(session: CDPSession, sessionId?: string): void {
    for (const method of CDP_EVENTS) {
      session.on(method, (params) => {
        if (method === "Target.attachedToTarget")
          this.subscribeChild(params as { sessionId: string });
        this.listener({
          method,
          params: params as unknown as CdpEvent["params"],
          ...(sessionId !== undefined && { sessionId }),
        });
      });
    }
  }

  private subscribeChild({ sessionId }: { sessionId: string }): void {
    const child = this.child(sessionId);
    if (child) this.subscribe(child, sessionId);
  }

  private child(sessionId: string): CDPSession | undefined {
    return this.root.connection()?.session(sessionId) ?? undefined;
  }
}

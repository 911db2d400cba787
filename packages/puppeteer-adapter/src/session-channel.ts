import { CDP_EVENTS, type CdpChannel, type CdpEvent } from "@pagereel/core/adapter";
import type { Browser, CDPSession } from "puppeteer-core";
import { PageGate } from "./page-gate.js";

/** By which the recorder is put into a page, before the page's own scripts. */
const RECORDER_COMMAND = "Page.addScriptToEvaluateOnNewDocument";

/**
 * A CDP channel over Puppeteer's own connection, in a session beside Puppeteer's: it works whatever
 * the connection is, a pipe or a service's address that gives a browser to each who connects.
 */
export class SessionChannel implements CdpChannel {
  readonly holdsPages = true;
  readonly closed: Promise<void>;
  private listener: (event: CdpEvent) => void = () => undefined;
  private readonly gate: PageGate | undefined;
  /** Target ids, by our sessions with them. */
  private readonly targets = new Map<string, string>();

  private constructor(
    private readonly root: CDPSession,
    disconnected: Promise<void>,
  ) {
    this.closed = disconnected;
    const connection = root.connection();
    this.gate = connection && new PageGate(connection);
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
    const answer = session.send(method as "Runtime.evaluate", params as { expression: string });
    const targetId = this.targets.get(sessionId ?? "");
    if (method === RECORDER_COMMAND && targetId !== undefined) this.gate?.letRun(targetId);
    return answer;
  }

  onEvent(listener: (event: CdpEvent) => void): void {
    this.listener = listener;
  }

  async close(): Promise<void> {
    this.gate?.open();
    if (this.root.detached) return;
    await this.root.detach().catch(() => {
      // The browser went away at the same time.
    });
  }

  private subscribe(session: CDPSession, sessionId?: string): void {
    for (const method of CDP_EVENTS) {
      session.on(method, (params) => {
        if (method === "Target.attachedToTarget") this.onAttached(params as AttachedToTarget);
        if (method === "Target.detachedFromTarget") this.onDetached(params as DetachedFromTarget);
        this.listener({
          method,
          params: params as unknown as CdpEvent["params"],
          ...(sessionId !== undefined && { sessionId }),
        });
      });
    }
  }

  private onAttached({ sessionId, targetInfo }: AttachedToTarget): void {
    this.targets.set(sessionId, targetInfo.targetId);
    const child = this.child(sessionId);
    if (child) this.subscribe(child, sessionId);
  }

  private onDetached({ sessionId }: DetachedFromTarget): void {
    const targetId = this.targets.get(sessionId);
    if (targetId !== undefined) this.gate?.forget(targetId);
    this.targets.delete(sessionId);
  }

  private child(sessionId: string): CDPSession | undefined {
    return this.root.connection()?.session(sessionId) ?? undefined;
  }
}

interface AttachedToTarget {
  sessionId: string;
  targetInfo: { targetId: string };
}

interface DetachedFromTarget {
  sessionId: string;
}

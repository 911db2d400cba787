import { CDP_EVENTS, type CdpChannel, type CdpEvent } from "./channel.js";

interface Call {
  sessionId: string | undefined;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** As Chromium begins an event. */
const EVENT_START = '{"method":"';
/** Longer than that of any event that is wanted. */
const MAX_HEAD_LENGTH = 80;
const WANTED = new Set<string>(CDP_EVENTS);
/** They are sent for all that pages load; what is wanted is style sheets. */
const OF_RESOURCES = /^Network\.re/;

/** Most of what a browser says is not for us: it is not parsed. */
function isWanted(data: Buffer): boolean {
  const head = data.toString("latin1", 0, MAX_HEAD_LENGTH);
  if (!head.startsWith(EVENT_START)) return true;
  const method = head.slice(EVENT_START.length, head.indexOf('"', EVENT_START.length));
  if (!WANTED.has(method)) return false;
  return !OF_RESOURCES.test(method) || data.includes('"type":"Stylesheet"');
}

/** What carries the messages of the protocol, as JSON texts. */
export interface CdpTransport {
  isOpen(): boolean;
  /**
   * @param id - of the command
   * @param sessionId - that the text names; undefined for the browser
   */
  send(text: string, id: number, sessionId: string | undefined): void;
  /** One listener. */
  onMessage(listener: (message: Buffer) => void): void;
  close(): void;
  /** Resolves when nothing comes any more. */
  readonly closed: Promise<void>;
}

/** A CDP channel over a way of its own to the browser. */
export class MessageChannel implements CdpChannel {
  // For Playwright, which sets its pages up before it lets them run.
  readonly holdsPages = false;
  readonly closed: Promise<void>;
  private readonly calls = new Map<number, Call>();
  /** The session that each session was attached to in; undefined for those of the browser. */
  private readonly parents = new Map<string, string | undefined>();
  private lastId = 0;
  private listener: (event: CdpEvent) => void = () => undefined;

  constructor(private readonly transport: CdpTransport) {
    transport.onMessage((message) => {
      if (isWanted(message)) this.onMessage(String(message));
    });
    this.closed = transport.closed.then(() => {
      this.rejectCalls("The browser is gone.", () => true);
    });
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      if (!this.transport.isOpen()) {
        reject(new Error("The browser is gone."));
        return;
      }
      this.calls.set(id, { sessionId, resolve, reject });
      this.transport.send(JSON.stringify({ id, method, params, sessionId }), id, sessionId);
    });
  }

  onEvent(listener: (event: CdpEvent) => void): void {
    this.listener = listener;
  }

  async close(): Promise<void> {
    this.transport.close();
    await this.closed;
  }

  private onMessage(text: string): void {
    const message = JSON.parse(text);
    if (message.id === undefined) {
      this.onEventMessage(message);
      return;
    }
    const call = this.calls.get(message.id);
    this.calls.delete(message.id);
    if (message.error) call?.reject(new Error(message.error.message));
    else call?.resolve(message.result);
  }

  private onEventMessage(event: CdpEvent): void {
    const { method, params, sessionId: parent } = event;
    const sessionId = params.sessionId as string;
    if (method === "Target.attachedToTarget") this.parents.set(sessionId, parent);
    if (method === "Target.detachedFromTarget") this.forgetSession(sessionId);
    this.listener(event);
  }

  /** Chromium answers nothing more in a session that has ended, nor in those below it. */
  private forgetSession(sessionId: string): void {
    this.rejectCalls("The target is gone.", (call) => call.sessionId === sessionId);
    this.parents.delete(sessionId);
    for (const [child, parent] of this.parents) {
      if (parent === sessionId) this.forgetSession(child);
    }
  }

  private rejectCalls(why: string, isMeant: (call: Call) => boolean): void {
    for (const [id, call] of this.calls) {
      if (!isMeant(call)) continue;
      this.calls.delete(id);
      call.reject(new Error(why));
    }
  }
}

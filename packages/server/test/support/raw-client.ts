import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { ClientOptions } from "ws";
import { WebSocket } from "ws";

interface Answer {
  result?: unknown;
  error?: { code: number; message: string };
}

interface Evaluated {
  result: { value: unknown; description?: string };
  exceptionDetails?: object;
}

const POLL_MS = 10;

/** The protocol over a WebSocket, and nothing else. */
export class RawClient implements Disposable {
  /** Events that came, in order. */
  readonly events: { method: string; params: never; sessionId?: string }[] = [];
  /** Of the close frame, once it has come. */
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly calls = new Map<number, (answer: Answer) => void>();
  private lastId = 0;

  private constructor(
    readonly socket: WebSocket,
    /** Of the session, as the server's answer has it. */
    readonly sessionId: string,
  ) {
    socket.on("message", (data) => this.onMessage(JSON.parse(String(data))));
    this.closed = once(socket, "close").then(([code, reason]) => ({ code, reason: `${reason}` }));
  }

  /** @throws Error with the status of an answer that is none of a WebSocket */
  static async connect(url: string, options: ClientOptions = {}): Promise<RawClient> {
    const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
    const [[response]] = await Promise.all([once(socket, "upgrade"), once(socket, "open")]);
    return new RawClient(socket, response.headers["cf-browser-session-id"]);
  }

  /** @returns the whole answer, whether it is a result or an error */
  ask(method: string, params: object = {}, sessionId?: string): Promise<Answer> {
    const id = ++this.lastId;
    const answer = new Promise<Answer>((resolve) => this.calls.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return answer;
  }

  /** @throws Error where the answer is one */
  async call<T>(method: string, params?: object, sessionId?: string): Promise<T> {
    const { result, error } = await this.ask(method, params, sessionId);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  /** Opens a page, and waits until it is loaded. @returns the session with it */
  async open(url: string): Promise<string> {
    const { targetId } = await this.call<{ targetId: string }>("Target.createTarget", { url });
    const attach = { targetId, flatten: true };
    const { sessionId } = await this.call<{ sessionId: string }>("Target.attachToTarget", attach);
    // Until it is there, there is an empty document.
    const isLoaded = `location.href === ${JSON.stringify(url)} && document.readyState === "complete"`;
    while (!(await this.evaluate(isLoaded, sessionId))) await delay(POLL_MS);
    return sessionId;
  }

  /** @returns the value of an expression in a page. @throws Error with what that throws */
  async evaluate(expression: string, sessionId: string): Promise<unknown> {
    const params = { expression, returnByValue: true };
    const { result, exceptionDetails } = await this.call<Evaluated>(
      "Runtime.evaluate",
      params,
      sessionId,
    );
    if (exceptionDetails) throw new Error(`${result.description}`);
    return result.value;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }

  private onMessage(message: Answer & { id?: number }): void {
    const call = this.calls.get(message.id ?? 0);
    if (call) call(message);
    else this.events.push(message as never);
    this.calls.delete(message.id ?? 0);
  }
}

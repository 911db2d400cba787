import { once } from "node:events";
import { WebSocket } from "ws";

interface Message {
  id?: number;
  method?: string;
  sessionId?: string;
  result?: unknown;
  error?: { message: string };
}

interface Call {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The protocol over a WebSocket, without a library that would tidy up. */
export class RawClient {
  /** Resolves to the code of the close frame. */
  readonly closed: Promise<number>;
  readonly sessionId: string;
  private readonly socket: WebSocket;
  private readonly calls = new Map<number, Call>();
  private readonly listeners = new Set<(message: Message) => void>();
  private lastId = 0;

  private constructor(socket: WebSocket, sessionId: string) {
    this.socket = socket;
    this.sessionId = sessionId;
    socket.on("message", (data) => this.onMessage(JSON.parse(String(data)) as Message));
    // An error is followed by the close.
    socket.on("error", () => undefined);
    this.closed = once(socket, "close").then(([code]) => {
      for (const { reject } of this.calls.values()) reject(new Error(`Closed with ${code}.`));
      this.calls.clear();
      return code;
    });
  }

  /** @throws Error with the status of an answer that is none of a WebSocket */
  static async connect(url: string, token: string): Promise<RawClient> {
    const headers = { authorization: `Bearer ${token}` };
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    const [[response]] = await Promise.all([once(socket, "upgrade"), once(socket, "open")]);
    return new RawClient(socket, response.headers["cf-browser-session-id"]);
  }

  /** @throws Error where the answer is one, or the connection closes */
  call<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    if (this.socket.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error(`${method}: the connection is closed.`));
    }
    const id = ++this.lastId;
    const answered = new Promise<T>((resolve, reject) => {
      this.calls.set(id, { resolve: resolve as Call["resolve"], reject });
    });
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return answered;
  }

  /** Resolves with the next such event of a session; rejects when the connection closes. */
  next(method: string, sessionId: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const listener = (message: Message) => {
      if (message.method !== method || message.sessionId !== sessionId) return;
      this.listeners.delete(listener);
      resolve();
    };
    this.listeners.add(listener);
    void this.closed.then((code) => reject(new Error(`Closed with ${code} before ${method}.`)));
    return promise;
  }

  /** Pids of the browser's processes of a type. */
  async processIds(type: "browser" | "renderer"): Promise<number[]> {
    const { processInfo } = await this.call<{ processInfo: { id: number; type: string }[] }>(
      "SystemInfo.getProcessInfo",
    );
    return processInfo.filter((each) => each.type === type).map(({ id }) => id);
  }

  /** Dies, without a word. */
  die(): void {
    this.socket.terminate();
  }

  private onMessage(message: Message): void {
    for (const listener of [...this.listeners]) listener(message);
    const call = this.calls.get(message.id ?? 0);
    this.calls.delete(message.id ?? 0);
    if (message.error) call?.reject(new Error(message.error.message));
    else call?.resolve(message.result);
  }
}

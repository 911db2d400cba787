import { once } from "node:events";
import { WebSocket } from "ws";

/** Bytes; the largest answer has 100 MB. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

/** The protocol over a WebSocket, with as little of its own as can be: it is not to be measured. */
export class CdpSocket {
  /** Resolves when nothing comes any more. */
  readonly closed: Promise<void>;
  private readonly socket: WebSocket;
  private lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    // What waits for an answer is told by the close that follows an error.
    socket.on("error", () => undefined);
  }

  /** @throws Error where the answer is none of a WebSocket */
  static async connect(url: string): Promise<CdpSocket> {
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
      skipUTF8Validation: true,
    });
    await once(socket, "open");
    return new CdpSocket(socket);
  }

  /**
   * Sends a command. Its answer is one of the messages.
   *
   * @param sessionId - of a page; undefined for the browser
   */
  send(method: string, params: object, sessionId?: string): number {
    const id = ++this.lastId;
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return id;
  }

  /**
   * Waits for messages, as they came.
   *
   * @param isLast - whether a message is the last one to wait for
   * @throws Error where the connection ends before
   */
  async listen(isLast: (message: Buffer) => boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const take = (message: Buffer) => {
      try {
        if (isLast(message)) resolve();
      } catch (error) {
        reject(error);
      }
    };
    this.socket.on("message", take);
    void this.closed.then(() => reject(new Error("The connection ended before the last answer.")));
    try {
      await promise;
    } finally {
      this.socket.off("message", take);
    }
  }

  /** Sends a command and waits for its answer. @throws Error with the answer's where it is one */
  async ask<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = this.send(method, params, sessionId);
    let answer: Answer = {};
    await this.listen((message) => {
      answer = JSON.parse(String(message));
      return answer.id === id;
    });
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result as T;
  }

  /** Ends the browser with it. */
  async closeBrowser(): Promise<void> {
    this.send("Browser.close", {});
    await this.closed;
  }
}

import { WebSocket } from "ws";

/** The socket in a binding's response, with what clients use of a Worker's. */
export interface BindingSocket {
  /** As of a WebSocket: 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  /** Lets the messages come; until then they wait. */
  accept(): void;
  /** @param data - a string as a text frame, anything else as a binary one */
  send(data: string | ArrayBufferLike | ArrayBufferView): void;
  close(code?: number, reason?: string): void;
  /** Text comes as a string, binary data as an ArrayBuffer. */
  addEventListener(
    type: "message",
    listener: (event: { data: string | ArrayBuffer }) => void,
  ): void;
  addEventListener(
    type: "close",
    listener: (event: { code: number; reason: string; wasClean: boolean }) => void,
  ): void;
  addEventListener(
    type: "error",
    listener: (event: { message: string; error: unknown }) => void,
  ): void;
}

/** A screenshot of a large page comes in one message. */
const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;
/** As long as Node's `fetch` waits for an answer. */
const HANDSHAKE_TIMEOUT_MS = 300_000;

/** A WebSocket of Node that behaves as a Worker's does. */
export class AcceptedSocket extends WebSocket implements BindingSocket {
  constructor(url: URL, headers: Record<string, string>) {
    super(url, {
      headers,
      perMessageDeflate: false,
      // As the standard has it, what waits for one message goes on before the next one: Playwright
      // misses the contexts of a frame else.
      allowSynchronousEvents: false,
      maxPayload: MAX_MESSAGE_BYTES,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    });
    this.binaryType = "arraybuffer";
    // Before anything can be read.
    this.once("open", () => this.pause());
    // In a Worker an error that nobody listens to is none; the close after it is told as well.
    this.on("error", () => undefined);
  }

  accept(): void {
    this.resume();
  }
}

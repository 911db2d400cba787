import { WebSocket } from "ws";
import type { CdpChannel } from "./channel.js";
import { type CdpTransport, MessageChannel } from "./message-channel.js";

/** A full snapshot of a large page with its style sheets comes in one piece of the protocol. */
const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;

/** A browser that is there answers at once, and on an overloaded machine after some seconds. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/**
 * Opens a CDP channel over a connection of its own to the browser's endpoint.
 *
 * @param endpoint - `ws://127.0.0.1:9222/devtools/browser/<id>`
 * @throws when there is no browser at the endpoint, or one that does not answer
 */
export async function connectChannel(
  endpoint: string,
  headers: Record<string, string> = {},
): Promise<CdpChannel> {
  const socket = new WebSocket(endpoint, {
    headers,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  // A socket that breaks closes too, and that is what is listened to.
  socket.on("error", () => undefined);
  return new MessageChannel(transportOf(socket));
}

function transportOf(socket: WebSocket): CdpTransport {
  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (text) => socket.send(text),
    onMessage: (listener) => socket.on("message", listener),
    close: () => socket.close(),
    closed: new Promise((resolve) => socket.once("close", () => resolve())),
  };
}

import type { WebSocket } from "ws";
import type { ClientSocket } from "../cdp/client-socket.js";
import { webSocketParts } from "../cdp/web-socket-client.js";
import { LegacyFrameError, LegacyMessageReader, toLegacyFrames } from "./legacy-frames.js";

/**
 * A client that speaks the frames of Cloudflare's older clients. One whose frames are wrong, or whose
 * message is above the limit, is disconnected.
 *
 * @param maxMessageBytes - of a whole message from the client
 */
export function legacySocket(socket: WebSocket, maxMessageBytes: number): ClientSocket {
  return {
    ...webSocketParts(socket),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (message, sent) => sendFrames(socket, message, sent),
    onMessage: (listener) => readFrames(socket, maxMessageBytes, listener),
  };
}

function sendFrames(socket: WebSocket, message: Buffer | string, sent?: () => void): void {
  const bytes = typeof message === "string" ? Buffer.from(message) : message;
  const frames = toLegacyFrames(bytes);
  const last = frames.length - 1;
  for (const [at, frame] of frames.entries()) {
    // They leave in order: with the last one all have left.
    socket.send(frame, { binary: true }, at === last ? () => sent?.() : undefined);
  }
}

function readFrames(
  socket: WebSocket,
  maxMessageBytes: number,
  listener: (message: Buffer) => void,
): void {
  const reader = new LegacyMessageReader(maxMessageBytes);
  const onFrame = (data: Buffer, isBinary: boolean) => {
    // Clients send the text "ping" each second, to keep the connection.
    if (!isBinary) return;
    const message = readFrame(reader, data);
    if (Buffer.isBuffer(message)) listener(message);
    if (!(message instanceof LegacyFrameError)) return;
    // Where the next message begins is not known.
    socket.off("message", onFrame);
    socket.close(message.closeCode, message.message);
  };
  socket.on("message", onFrame);
}

function readFrame(
  reader: LegacyMessageReader,
  frame: Buffer,
): Buffer | LegacyFrameError | undefined {
  try {
    return reader.push(frame);
  } catch (error) {
    if (error instanceof LegacyFrameError) return error;
    throw error;
  }
}

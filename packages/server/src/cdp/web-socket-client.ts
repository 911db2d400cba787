import type { Writable } from "node:stream";
import type { WebSocket } from "ws";
import { writeTogether } from "../chromium/write-together.js";
import type { ClientSocket } from "./client-socket.js";

/** ms that a client may take to answer a ping. */
const PONG_TIMEOUT_MS = 2000;

/**
 * A client that sends one message a frame.
 *
 * @param wire - what the WebSocket writes its frames to; where it is told, frames leave together
 */
export function webSocketClient(socket: WebSocket, wire?: Writable): ClientSocket {
  const hold = wire && writeTogether(wire);
  return {
    ...webSocketParts(socket),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send(message, sent) {
      hold?.();
      socket.send(message, { binary: false }, () => sent?.());
    },
    onMessage(listener) {
      socket.on("message", (data) => listener(data as Buffer));
    },
  };
}

/** What does not depend on the frames. */
export function webSocketParts(
  socket: WebSocket,
): Omit<ClientSocket, "bufferedAmount" | "send" | "onMessage"> {
  // An error is followed by the close that is listened to.
  socket.on("error", () => undefined);
  return {
    onClose(listener) {
      // It may be gone before anybody listens.
      if (socket.readyState === socket.CLOSED) queueMicrotask(listener);
      else socket.once("close", () => listener());
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close(code, reason) {
      // One that is not read would not see the other side's answer.
      socket.resume();
      socket.close(code, reason);
    },
    terminate: () => socket.terminate(),
    isAlive: () => answersPing(socket),
  };
}

async function answersPing(socket: WebSocket): Promise<boolean> {
  if (socket.readyState === socket.CLOSED) return false;
  // Nothing is read of it now: its answer would not come.
  if (socket.isPaused) return true;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PONG_TIMEOUT_MS);
  socket.once("pong", () => resolve(true));
  socket.once("close", () => resolve(false));
  socket.ping();
  const before = socket.bufferedAmount;
  const hasAnswered = await promise;
  clearTimeout(timer);
  // One that has much to read first answers later, but reads.
  return hasAnswered || (socket.readyState === socket.OPEN && socket.bufferedAmount < before);
}

import type { WebSocket } from "ws";

/** ms between two pings. A client that is held by a debugger answers late: it has two of these. */
const PING_INTERVAL_MS = 60_000;

/** Drops a connection whose other side is gone without having said so. */
export function keepAlive(socket: WebSocket): void {
  let unanswered = 0;
  socket.on("pong", () => {
    unanswered = 0;
  });
  const timer = setInterval(() => {
    // The answers of one that is not read just now do not come.
    if (socket.isPaused) return;
    if (unanswered++ < 2) socket.ping();
    else socket.terminate();
  }, PING_INTERVAL_MS).unref();
  socket.once("close", () => clearInterval(timer));
}

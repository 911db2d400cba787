import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { ApiError } from "./api-error.js";
import { toErrorAnswer } from "./error-answer.js";

/**
 * Answers on a connection that has no response object, and closes it: what came is no request, or asks
 * for a WebSocket that cannot be had.
 *
 * @param url - path of what was asked for, where that is known
 */
export function refuseSocket(socket: Socket, error: ApiError, url = "/"): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = toErrorAnswer(error, url);
  const lines = Object.entries({
    ...headers,
    "content-length": Buffer.byteLength(body),
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}`);
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Error"}\r\n${lines.join("\r\n")}\r\n\r\n${body}`,
  );
  // Node leaves the other half open: a client that never closes would keep it for ever.
  socket.destroySoon();
}

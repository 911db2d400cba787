import type { IncomingMessage } from "node:http";
import { ApiError } from "../http/api-error.js";

/** 16 bytes in Base64. */
const KEY = /^[+/0-9A-Za-z]{22}==$/;
/** As `ws` speaks them. */
const VERSIONS = new Set(["8", "13"]);

/**
 * Looks whether a request for a WebSocket is one, before a browser is started for it.
 *
 * @throws ApiError 400
 */
export function checkHandshake({ method, headers }: IncomingMessage): void {
  if (method !== "GET") throw bad("its method is not GET");
  if (headers.upgrade?.toLowerCase() !== "websocket") throw bad("it asks for another protocol");
  if (!KEY.test(headers["sec-websocket-key"] ?? "")) throw bad("its Sec-WebSocket-Key is no key");
  if (!VERSIONS.has(headers["sec-websocket-version"] ?? "")) {
    throw bad("its Sec-WebSocket-Version is not 13");
  }
}

function bad(why: string): ApiError {
  return new ApiError(400, "bad-request", `This is no request for a WebSocket: ${why}.`);
}

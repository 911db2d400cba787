import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { AcceptedSocket, type BindingSocket } from "./binding-socket.js";

/** What a service binding answers; `webSocket` is there with the status 101. */
export type BindingResponse = Response & { readonly webSocket?: BindingSocket };

/** Of what a server says when it refuses: a sentence. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Headers of the handshake, which are the WebSocket's own to write. */
const HANDSHAKE = /^(host|connection|upgrade|content-length|sec-websocket-.*)$/;

/**
 * Connects as a Worker's `fetch` with `Upgrade: websocket` does.
 *
 * @param request - its URL is that of the server, http or https
 * @returns the status 101 and a socket; or the status and the text of a server that refuses
 * @throws Error where there is no connection; the reason of the request's signal
 */
export async function openBindingSocket(request: Request): Promise<BindingResponse> {
  const { signal } = request;
  signal.throwIfAborted();
  const url = new URL(request.url.replace(/^http/, "ws"));
  const socket = new AcceptedSocket(url, ownHeaders(request.headers));
  const abort = () => socket.terminate();
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([opened(socket), refused(socket)]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function opened(socket: AcceptedSocket): Promise<BindingResponse> {
  const upgraded = once(socket, "upgrade");
  const open = once(socket, "open");
  const [[message]] = await Promise.all([upgraded, open]);
  // The class cannot be made with this status.
  return Object.defineProperties(new Response(null, { headers: toHeaders(message) }), {
    status: { value: 101 },
    statusText: { value: "Switching Protocols" },
    ok: { value: false },
    webSocket: { value: socket },
  });
}

async function refused(socket: AcceptedSocket): Promise<BindingResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  socket.once("unexpected-response", (_request, message) => resolve(message));
  socket.once("error", reject);
  const message = await promise;
  const body = await readText(message);
  const { statusCode: status = 500, statusMessage: statusText = "" } = message;
  return new Response(body || null, { status, statusText, headers: toHeaders(message) });
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_ERROR_BYTES) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, MAX_ERROR_BYTES);
}

function ownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !HANDSHAKE.test(name)));
}

function toHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}

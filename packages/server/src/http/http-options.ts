import type { IncomingMessage } from "node:http";
import type { ConnectionError, FastifyHttpOptions, RawServerDefault } from "fastify";
import type { LogLevel } from "../config/server-options.js";
import { ApiError } from "./api-error.js";
import { answerError } from "./error-handler.js";
import { refuseSocket } from "./refuse-socket.js";
import { loggerOptions, RequestLog } from "./request-log.js";

/**
 * How long clients may take, in ms. There is none for the answer: live views and WebSockets last as long
 * as their sessions, and recordings as long as they take. A dead client is found by TCP's keep-alive.
 */
export interface HttpTimeouts {
  /** From the first byte of a request to the end of its headers. */
  headersMs: number;
  /** To the end of its body. */
  requestMs: number;
  /** Between two requests. Longer than that of the proxies in front, who would use a closed one. */
  keepAliveMs: number;
  /** How often connections are looked at. */
  checkMs: number;
}

const TIMEOUTS: HttpTimeouts = {
  headersMs: 15_000,
  requestMs: 60_000,
  keepAliveMs: 72_000,
  checkMs: 5_000,
};

const TCP_KEEP_ALIVE_MS = 30_000;
/** Of all headers of a request; the address of an endpoint can hold a token and metadata. */
const MAX_HEADER_BYTES = 16_384;

/** What the app is made with: `Fastify(httpOptions(options))`. */
export function httpOptions(
  { logLevel }: { logLevel: LogLevel },
  { headersMs, requestMs, keepAliveMs, checkMs }: HttpTimeouts = TIMEOUTS,
) {
  return {
    logger: loggerOptions(logLevel),
    logController: new RequestLog(),
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    // Who closes the server has ended what was worth waiting for.
    forceCloseConnections: true,
    routerOptions: {
      // Playwright asks for "/json/version/".
      ignoreTrailingSlash: true,
      // The longest id of a target.
      maxParamLength: 128,
    },
    frameworkErrors: answerError,
    clientErrorHandler: refuseClient,
    http: {
      headersTimeout: headersMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAlive: true,
      keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
      // Java's client offers HTTP/2 with its first request, and takes HTTP/1.1 as the answer. Older
      // versions of Node than 22.21 do not ask.
      shouldUpgradeCallback: ({ headers }: IncomingMessage) =>
        headers.upgrade?.toLowerCase() === "websocket",
    },
  } satisfies FastifyHttpOptions<RawServerDefault>;
}

/** Answers what is no HTTP request, or never becomes a whole one. */
function refuseClient({ code }: ConnectionError, socket: Parameters<typeof refuseSocket>[0]): void {
  refuseSocket(socket, clientError(code));
}

function clientError(code: string): ApiError {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new ApiError(408, "bad-request", "The request took too long to come.");
    case "HPE_HEADER_OVERFLOW":
      return new ApiError(
        431,
        "too-large",
        `The headers of the request are larger than ${MAX_HEADER_BYTES} bytes.`,
      );
    default:
      return new ApiError(400, "bad-request", "What came is no HTTP request.");
  }
}

import Fastify, {
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import type { LogLevel } from "../config/server-options.js";

const { LogController } = Fastify;

/** What pino gets: nothing secret is logged, even where somebody logs a request as a whole. */
export function loggerOptions(
  level: LogLevel,
): Exclude<NonNullable<FastifyServerOptions["logger"]>, boolean> {
  return {
    level,
    redact: {
      paths: ["authorization", "cookie", "token"].flatMap((name) => [
        name,
        `*.${name}`,
        `*.headers.${name}`,
      ]),
      censor: "[redacted]",
    },
    serializers: {
      req: ({ method, url }) => ({ method, path: pathOf(url) }),
      res: ({ statusCode }) => ({ status: statusCode }),
    },
  };
}

/** One line a request, when it is answered. Errors are logged by who handles them. */
export class RequestLog extends LogController {
  override incomingRequest(): void {
    // Said with its answer.
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method, url, principal } = request;
    request.log[error ? "warn" : "info"](
      {
        method,
        path: pathOf(url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(principal && { by: principal.name }),
      },
      error ? "request cut off" : "request",
    );
  }
}

/** A query can hold a token, or the address of a page. */
function pathOf(url: string): string {
  return url.replace(/\?.*/s, "");
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "./api-error.js";
import { toErrorAnswer } from "./error-answer.js";
import { toApiError } from "./to-api-error.js";

/** Gives all errors of requests one form, and the log those that are the server's own. */
export function registerErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) =>
    answerError(
      new ApiError(
        404,
        "not-found",
        "There is nothing at this path with this method. All there is: /openapi.json.",
      ),
      request,
      reply,
    ),
  );
}

/** Answers a request with an error. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const told = toApiError(error, request.id);
  if (told.status >= 500) request.log.error({ err: error }, "request failed");
  const { status, headers, body } = toErrorAnswer(told, request.url);
  return reply.status(status).headers(headers).serializer(String).send(body);
}

import { RecordingError } from "@pagereel/core";
import type { FastifyError } from "fastify";
import { ApiError, type ApiErrorReason } from "./api-error.js";
import { explainRecordingError } from "./explain-recording-error.js";

const REASONS: Record<number, ApiErrorReason> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  413: "too-large",
  429: "too-many-requests",
};

/**
 * Says to a client what went wrong. What nobody expected is not told: it may hold paths of this machine.
 *
 * @param requestId - by which the log has the rest
 */
export function toApiError(error: unknown, requestId: string): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof RecordingError) return ofRecording(error);
  const { statusCode, validation, message } = (error ?? {}) as Partial<FastifyError>;
  if (validation) return new ApiError(400, "bad-request", `Invalid request: ${message}.`);
  if (isOfFramework(error) && statusCode !== undefined && statusCode < 500) {
    return new ApiError(statusCode, REASONS[statusCode] ?? "bad-request", `${message}`);
  }
  const told = new ApiError(
    500,
    "internal",
    `The server failed; its log has the reason, at the request "${requestId}".`,
  );
  told.cause = error;
  return told;
}

/** Options can come out of a query; the sentences about them hold no values. */
function ofRecording(error: RecordingError): ApiError {
  if (error.code === "INVALID_OPTIONS") return new ApiError(400, "bad-request", error.message);
  return explainRecordingError(error) as ApiError;
}

/** Fastify's own errors speak of the request, as its client sent it. */
function isOfFramework(error: unknown): boolean {
  return String((error as Partial<FastifyError> | null)?.code).startsWith("FST_ERR_");
}

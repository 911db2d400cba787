import { type ApiError, toEnvelope } from "./api-error.js";

/** An error as HTTP has it. */
export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Cloudflare's clients print the body of what fails below `/v1/` as it is; there it is a sentence.
 *
 * @param url - of the request: its path
 */
export function toErrorAnswer(error: ApiError, url: string): ErrorAnswer {
  const isText = url.startsWith("/v1/");
  const headers: Record<string, string> = {
    "content-type": `${isText ? "text/plain" : "application/json"}; charset=utf-8`,
    "cache-control": "no-store",
  };
  if (error.retryAfterSeconds !== undefined) {
    headers["retry-after"] = String(Math.ceil(error.retryAfterSeconds));
  }
  if (error.status === 401) headers["www-authenticate"] = "Bearer";
  return {
    status: error.status,
    headers,
    body: isText ? error.message : JSON.stringify(toEnvelope(error)),
  };
}

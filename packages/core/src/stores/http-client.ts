import { parseRetryAfter } from "../http/retry-after.js";
import { parseJson, serverDetail } from "../http/server-detail.js";
import { IngestError, noAnswer, notYet, refusal } from "./http-ingest-error.js";
import { addressOf, type IngestItem, idempotencyKeyOf } from "./http-item.js";

/** A server may ask for patience, but a wrong clock or a mistake must not end a recording. */
const MAX_RETRY_AFTER_MS = 600_000;

/** Of an answer no more is read: it says "stored", or in a sentence why not. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface ClientOptions {
  /** Without a slash at the end. */
  url: string;
  apiToken?: string | undefined;
  headers: Record<string, string>;
  /** For one request, its answer included. */
  timeoutMs: number;
}

/** Makes the requests of an `httpSink`, one at a time as it is told; it keeps no bytes. */
export class IngestClient {
  readonly #options: ClientOptions;
  readonly #secrets: string[];
  /** Before, the server wants no request; as of `performance.now()`. */
  #notBefore = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    const { apiToken, headers } = options;
    this.#secrets = [apiToken ?? "", ...Object.values(headers)].filter((text) => text !== "");
  }

  /**
   * Sends bytes once.
   *
   * @param patienceMs - for the whole of it; `timeoutMs` unless told
   * @throws IngestError
   */
  async put(
    item: IngestItem,
    body: Uint8Array,
    patienceMs: number = this.#options.timeoutMs,
  ): Promise<void> {
    const { url } = this.#options;
    const waitMs = this.#notBefore - performance.now();
    if (waitMs > 0) throw notYet(item, url, waitMs);
    try {
      const response = await this.#request(item, body, AbortSignal.timeout(patienceMs));
      const text = await readSome(response);
      if (!response.ok) throw this.#refusal(item, response, text);
    } catch (cause) {
      throw cause instanceof IngestError ? cause : noAnswer(item, url, cause);
    }
  }

  #request(item: IngestItem, body: Uint8Array, signal: AbortSignal): Promise<Response> {
    const { url, apiToken } = this.#options;
    const headers = new Headers(this.#options.headers);
    headers.set("content-type", item.kind === "segment" ? "application/zstd" : "application/json");
    headers.set("idempotency-key", idempotencyKeyOf(item, body.length));
    if (apiToken !== undefined) headers.set("authorization", `Bearer ${apiToken}`);
    return fetch(`${url}/${addressOf(item)}`, {
      method: "PUT",
      headers,
      body: body as Uint8Array<ArrayBuffer>,
      // Another server would get the headers, which may hold secrets.
      redirect: "manual",
      signal,
    });
  }

  #refusal(item: IngestItem, response: Response, text: string): IngestError {
    const asked = parseRetryAfter(response.headers.get("retry-after"));
    const retryAfterMs = asked && Math.min(asked, MAX_RETRY_AFTER_MS);
    const detail = serverDetail(parseJson(text), this.#secrets);
    const error = refusal(item, this.#options.url, {
      status: response.status,
      detail,
      retryAfterMs,
    });
    if (error.retryAfterMs) this.#notBefore = performance.now() + error.retryAfterMs;
    return error;
  }
}

/** Reads an answer, so that its connection can be used again. */
async function readSome({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(pieces).toString();
}

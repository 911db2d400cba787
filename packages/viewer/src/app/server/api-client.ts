import {
  type RequestOptions,
  requestServer,
  type ServerAccess,
} from "../../data/source/server-request.js";
import { ViewerError } from "../../data/viewer-error.js";
import { toParameters } from "./query-parameters.js";
import type { SessionPage, SessionQuery, SessionSummary } from "./session-summary.js";
import type { SignIn } from "./sign-in.js";

/** What good answers of the server's API are in. */
interface Envelope {
  result?: unknown;
  result_info?: { cursor?: unknown };
}

/** Asks the server of the page. */
export class ApiClient {
  /** What reads recordings needs to know of the server. */
  readonly access: ServerAccess;

  /** @param basePath - of the server, without a slash at its end */
  constructor(
    basePath: string,
    readonly signIn: SignIn,
  ) {
    this.access = {
      basePath,
      token: () => signIn.token.value,
      onUnauthorized: (token) => signIn.refuse(token),
    };
  }

  /** @throws ViewerError */
  async listSessions(
    query: SessionQuery,
    { limit, cursor, signal }: { limit: number; cursor?: string | undefined; signal: AbortSignal },
  ): Promise<SessionPage> {
    const parameters = toParameters(query);
    parameters.set("limit", `${limit}`);
    if (cursor !== undefined) parameters.set("cursor", cursor);
    const { result, result_info } = await this.#ask(`/recordings?${parameters}`, { signal });
    if (!Array.isArray(result)) throw new ViewerError("The server's answer is no list.", true);
    const next = result_info?.cursor;
    return {
      sessions: result as SessionSummary[],
      cursor: typeof next === "string" ? next : undefined,
    };
  }

  /** @throws ViewerError */
  async deleteSession(sessionId: string): Promise<void> {
    await this.#ask(`/recording/${encodeURIComponent(sessionId)}`, { method: "DELETE" });
  }

  async #ask(path: string, options: RequestOptions): Promise<Envelope> {
    const response = await requestServer(this.access, path, options);
    // What is no JSON has nothing in it.
    return response.json().catch(() => ({}));
  }
}

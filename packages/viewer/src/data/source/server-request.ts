import { ViewerError } from "../viewer-error.js";

/** The server whose recordings are shown. */
export interface ServerAccess {
  /** Of its API, without a slash at its end. */
  basePath: string;
  /** What requests carry, where the server wants one. */
  token?(): string | undefined;
  /** Called when the server has refused the token of a request, or wants one. */
  onUnauthorized?(token: string | undefined): void;
}

/** An answer of the server that is not what was asked for. */
export class AnswerError extends ViewerError {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message, status === 429 || status >= 500);
  }
}

export interface RequestOptions {
  method?: "DELETE";
  signal?: AbortSignal;
  headers?: Record<string, string>;
  cache?: RequestCache;
}

/** @throws ViewerError where there is no good answer */
export async function requestServer(
  access: ServerAccess,
  path: string,
  { headers = {}, ...init }: RequestOptions,
): Promise<Response> {
  const token = access.token?.();
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await reach(access.basePath + path, {
    ...init,
    headers: { ...headers, ...authorization },
  });
  if (response.ok) return response;
  if (response.status === 401) access.onUnauthorized?.(token);
  throw new AnswerError(response.status, await sentenceOf(response));
}

async function reach(url: string, init: RequestInit & RequestOptions): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw unreachable(cause, init.signal);
  }
}

/** What to throw where a connection failed. */
export function unreachable(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted || cause instanceof ViewerError) return cause;
  return new ViewerError(
    "The server cannot be reached. Check that it runs, and that you are connected.",
    true,
    { cause },
  );
}

async function sentenceOf(response: Response): Promise<string> {
  const said = await response.json().then(
    (body: { errors?: { message?: unknown }[] } | null) => body?.errors?.[0]?.message,
    // A proxy's answer, perhaps.
    () => undefined,
  );
  return typeof said === "string" ? said : sentenceFor(response.status);
}

function sentenceFor(status: number): string {
  if (status === 401)
    return "The server wants a token that it knows. Sign in to see the recording.";
  if (status === 403) return "This token may not read recordings. Sign in with another one.";
  if (status === 404) return "The server does not have this recording. It may have been deleted.";
  return `The server failed, with the status ${status}.`;
}

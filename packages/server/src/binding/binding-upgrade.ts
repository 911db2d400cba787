import { ApiError } from "../http/api-error.js";

/** A client of a service binding that connects to the session it has acquired. */
export interface BindingUpgrade {
  sessionId: string;
  /** One message of the protocol a text frame; or in the older clients' binary frames. */
  frames: "text" | "legacy";
}

const CONNECT = /^\/v1\/devtools\/browser\/([\w-]{1,64})$/;
const ACQUIRE = "/v1/devtools/browser";
const LEGACY_CONNECT = "/v1/connectDevtools";
const GUARDRAILS_HEADER = "cf-brapi-guardrails";

/**
 * Reads a request for a WebSocket.
 *
 * @param headers - with names in lower case
 * @returns undefined for a path that is no binding's
 * @throws ApiError 400
 */
export function matchBindingUpgrade(
  { pathname, searchParams }: Pick<URL, "pathname" | "searchParams">,
  headers: Record<string, string | string[] | undefined>,
): BindingUpgrade | undefined {
  if (pathname === ACQUIRE) throw noOtherBrowser();
  const upgrade = pathname === LEGACY_CONNECT ? legacyUpgrade(searchParams) : textUpgrade(pathname);
  if (upgrade && headers[GUARDRAILS_HEADER] !== undefined) throw noGuardrails();
  return upgrade;
}

function textUpgrade(pathname: string): BindingUpgrade | undefined {
  const sessionId = CONNECT.exec(pathname)?.[1];
  return sessionId === undefined ? undefined : { sessionId, frames: "text" };
}

function legacyUpgrade(query: URLSearchParams): BindingUpgrade {
  const sessionId = query.get("browser_session");
  if (sessionId) return { sessionId, frames: "legacy" };
  throw new ApiError(400, "bad-request", "browser_session must be set");
}

/** Cloudflare's clients connect without a session only for the browsers that it has beside Chromium. */
function noOtherBrowser(): ApiError {
  const message =
    "This server has Chromium only: leave the option browser out, and acquire a session first, with " +
    "POST /v1/devtools/browser.";
  return new ApiError(400, "bad-request", message);
}

/** A restriction that is not enforced must not look as if it were. */
export function noGuardrails(): ApiError {
  const message =
    "This server has no guardrails, so it cannot keep the browser to some domains: leave the option out.";
  return new ApiError(400, "bad-request", message);
}

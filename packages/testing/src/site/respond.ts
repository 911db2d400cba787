import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type { HeldResponses } from "./held-responses.js";
import type { SiteOrigins } from "./site-origins.js";

const PAGES = fileURLToPath(new URL("./pages/", import.meta.url));

export const FAVICON = "/favicon.ico";

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".xhtml": "application/xhtml+xml; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** Each violation comes back as a request, so that a test sees those that recording caused. */
const STRICT_POLICY =
  "default-src 'none'; script-src 'nonce-fixture'; style-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-report";

/** By file name. */
const POLICIES: Record<string, string> = {
  "strict-csp.html": STRICT_POLICY,
  "sandbox-policy.html": "sandbox",
};

/** What the answers depend on. */
export interface SiteState {
  origins: SiteOrigins;
  held: HeldResponses;
}

/** Answers one request. */
export function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { origins, held }: SiteState,
): void {
  const here = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const slow = /^\/slow\/(\d+)\/(.+)$/.exec(here.pathname);
  if (here.pathname === "/held.png") {
    held.hold(response);
  } else if (here.pathname === FAVICON) {
    response.writeHead(204).end();
  } else if (slow) {
    setTimeout(() => sendFile(response, `assets/${slow[2]}`, here, origins), Number(slow[1]));
  } else {
    sendFile(response, here.pathname, here, origins);
  }
}

function sendFile(response: ServerResponse, path: string, here: URL, origins: SiteOrigins): void {
  const text = readPage(path);
  if (text === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end(`No page ${path}\n`);
    return;
  }
  const headers: Record<string, string> = {
    "content-type": CONTENT_TYPES[extname(path)] ?? "text/plain",
  };
  const policy = POLICIES[basename(path)];
  if (policy !== undefined) headers["content-security-policy"] = policy;
  response.writeHead(200, headers).end(fillIn(text, here, origins));
}

function readPage(path: string): string | undefined {
  try {
    return readFileSync(join(PAGES, normalize(path)), "utf8");
  } catch {
    // There is no such page: the caller answers 404.
    return undefined;
  }
}

/** From the other site, the first one is "another site" too: frames can go back and forth. */
function fillIn(text: string, here: URL, { origin, crossOrigin, crossSite }: SiteOrigins): string {
  return text
    .replaceAll("{{crossSite}}", here.hostname === "localhost" ? origin : crossSite)
    .replaceAll("{{crossOrigin}}", crossOrigin);
}

import { parseOptions } from "@pagereel/core/adapter";
import * as v from "valibot";
import { type BindingResponse, openBindingSocket } from "./open-binding-socket.js";

export interface BrowserBindingOptions {
  /** Sent to the server as a bearer token. */
  token?: string | undefined;
}

/** What a Worker's `env.MYBROWSER` is: the clients of Cloudflare take nothing else. */
export interface BrowserBinding {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<BindingResponse>;
}

const bindingOptions = v.strictObject({
  url: v.custom<string>(
    isPlainUrl,
    "expected an http or https address without user, password, query and fragment",
  ),
  token: v.optional(
    // What a header cannot hold would be in the message of fetch's own error.
    v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/, "expected a token of printable ASCII characters")),
  ),
});

/**
 * A service binding for Node: `puppeteer.launch(browserBinding("http://127.0.0.1:9322"))` with
 * `@cloudflare/puppeteer` or `@cloudflare/playwright`.
 *
 * @param url - the server's; requests to whatever host are sent there, below its path
 * @returns `fetch`, which rejects with an Error where the server cannot be reached
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function browserBinding(url: string, options: BrowserBindingOptions = {}): BrowserBinding {
  const { url: server, token } = parseOptions(
    bindingOptions,
    { ...options, url },
    "browserBinding",
  );
  return {
    async fetch(input, init) {
      const request = toServer(server, new Request(input, init), token);
      const isUpgrade = request.headers.get("upgrade")?.toLowerCase() === "websocket";
      try {
        return await (isUpgrade ? openBindingSocket(request) : fetch(request));
      } catch (error) {
        if (request.signal.aborted) throw error;
        throw unreachable(server, error);
      }
    },
  };
}

function toServer(server: string, request: Request, token: string | undefined): Request {
  const { pathname, search } = new URL(request.url);
  const moved = new Request(`${server.replace(/\/+$/, "")}${pathname}${search}`, request);
  if (token !== undefined) moved.headers.set("authorization", `Bearer ${token}`);
  return moved;
}

function unreachable(server: string, error: unknown): Error {
  const { message, cause } = error as Error;
  const why = cause instanceof Error ? cause.message : message;
  return new Error(
    `Failed to reach the server at ${new URL(server).origin}: ${why}. Is it running there?`,
    { cause: error },
  );
}

function isPlainUrl(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value) || /[?#]/.test(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

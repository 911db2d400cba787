import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { ApiError } from "../http/api-error.js";
import { type AccessOptions, createAccess } from "./create-access.js";
import type { AccessRequest, Scope } from "./principal.js";

const TOKENS = [
  token("driver", "drive-token", ["drive"]),
  token("reader", "read-token", ["read"]),
  token("admin", "admin-token", ["drive", "read", "delete", "write"]),
];

function token(name: string, text: string, scopes: Scope[]) {
  return { name, sha256: createHash("sha256").update(text).digest("hex"), scopes };
}

function authorize(
  request: Partial<AccessRequest>,
  scope: Scope = "drive",
  options: Partial<AccessOptions> = {},
) {
  const { headers, url = "/devtools/browser" } = request;
  const all = { host: "127.0.0.1", tokens: [], allowedHosts: [], allowedOrigins: [], ...options };
  return createAccess(all).authorize(
    { headers: { host: "localhost:9322", ...headers }, url },
    scope,
  );
}

function statusOf(...args: Parameters<typeof authorize>): number {
  try {
    authorize(...args);
    return 200;
  } catch (error) {
    if (error instanceof ApiError) return error.status;
    throw error;
  }
}

const bearer = (text: string) => ({ headers: { authorization: `Bearer ${text}` } });

test("without tokens, everybody is local and may do everything", () => {
  const { name, scopes } = authorize({}, "delete");
  expect({ name, scopes: [...scopes] }).toEqual({
    name: "local",
    scopes: ["drive", "read", "delete", "write"],
  });
});

test.each<[string, Partial<AccessRequest>, Scope, number]>([
  ["no token", {}, "drive", 401],
  ["a wrong token", bearer("nobody"), "drive", 401],
  ["an empty token", bearer(""), "drive", 401],
  ["the hash in the token's place", bearer(TOKENS[0]?.sha256 ?? ""), "drive", 401],
  ["another scheme", { headers: { authorization: "Basic drive-token" } }, "drive", 401],
  ["a token with a tail", bearer("drive-token2"), "drive", 401],
  ["a token without the scope", bearer("drive-token"), "read", 403],
  ["a token with the scope", bearer("drive-token"), "drive", 200],
  ["the last token", bearer("admin-token"), "delete", 200],
  ["a scheme in small letters", { headers: { authorization: "bearer read-token" } }, "read", 200],
  ["a token in the query", { url: "/x?a=1&token=read-token" }, "read", 200],
  ["a wrong token in the query", { url: "/x?token=nobody" }, "read", 401],
  ["a token in the path", { url: "/token=read-token" }, "read", 401],
  ["a malformed query", { url: "/x?%zz&token=%" }, "read", 401],
])("%s", (_, request, scope, status) => {
  expect(statusOf(request, scope, { tokens: TOKENS })).toBe(status);
});

test("a wrong token in the header is not made good by the query", () => {
  const request = { ...bearer("nobody"), url: "/x?token=read-token" };
  expect(statusOf(request, "read", { tokens: TOKENS })).toBe(401);
});

test("a token for a server behind a proxy with passwords of its own can be in the query", () => {
  const request = { headers: { authorization: "Basic eDp5" }, url: "/x?token=read-token" };
  expect(authorize(request, "read", { tokens: TOKENS }).name).toBe("reader");
});

test("no refusal holds the token", () => {
  for (const text of ["nobody-s3cret", "drive-token"]) {
    try {
      authorize({ ...bearer(text), url: `/?token=${text}` }, "read", { tokens: TOKENS });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain(text);
    }
  }
});

test.each<[string, string | undefined, Partial<AccessOptions>, number]>([
  ["loopback", "127.0.0.1:9322", {}, 200],
  ["IPv6 loopback", "[::1]:9322", {}, 200],
  ["another port of it, as of a tunnel", "localhost:80", {}, 200],
  ["an address", "10.1.2.3:9322", { host: "0.0.0.0" }, 200],
  ["a name that was pointed here", "evil.test:9322", {}, 403],
  ["a name that begins like loopback", "localhost.evil.test", {}, 403],
  ["none", undefined, {}, 403],
  ["what is no host", "localhost@evil.test", {}, 403],
  ["an allowed name", "Reel.example.com:9322", { allowedHosts: ["reel.example.com"] }, 200],
  ["a name below an allowed one", "a.example.com", { allowedHosts: ["example.com"] }, 403],
  ["the name that it listens on", "reel.local:9322", { host: "Reel.local" }, 200],
  ["the public name", "reel.test", { publicUrl: "https://reel.test/x" }, 200],
])("the Host %s", (_, host, options, status) => {
  expect(statusOf({ headers: { host } }, "drive", options)).toBe(status);
});

test.each<[string, string, Partial<AccessOptions>, number]>([
  ["the server's own", "http://localhost:9322", {}, 200],
  ["the server's own, in another writing", "HTTP://LOCALHOST:9322", {}, 200],
  ["the server's own, behind TLS", "https://localhost:9322", {}, 200],
  ["another port", "http://localhost:3000", {}, 403],
  ["another site", "https://evil.test", {}, 403],
  ["a sandboxed page", "null", {}, 403],
  ["nothing", "", {}, 403],
  ["an allowed one", "https://tools.test", { allowedOrigins: ["https://tools.test"] }, 200],
  [
    "an allowed one without TLS",
    "http://tools.test",
    { allowedOrigins: ["https://tools.test"] },
    403,
  ],
  ["of DevTools", "devtools://devtools", { allowedOrigins: ["devtools://devtools"] }, 200],
  ["the public one", "https://reel.test", { publicUrl: "https://reel.test/x" }, 200],
])("the Origin %s", (_, origin, options, status) => {
  expect(statusOf({ headers: { origin } }, "drive", options)).toBe(status);
});

test("the port that a scheme has anyway can be left out", () => {
  const headers = { host: "localhost:443", origin: "https://localhost" };
  expect(statusOf({ headers })).toBe(200);
});

test.each<[string, Record<string, string>, Scope, number]>([
  [
    "an image of another site",
    { site: "cross-site", mode: "no-cors", dest: "image" },
    "drive",
    403,
  ],
  ["an image of another port", { site: "same-site", mode: "no-cors", dest: "image" }, "drive", 403],
  [
    "a link of another site",
    { site: "cross-site", mode: "navigate", dest: "document" },
    "read",
    200,
  ],
  [
    "a link that would drive",
    { site: "cross-site", mode: "navigate", dest: "document" },
    "drive",
    403,
  ],
  [
    "a frame in another site",
    { site: "cross-site", mode: "navigate", dest: "iframe" },
    "read",
    403,
  ],
  ["the server's own page", { site: "same-origin", mode: "cors", dest: "empty" }, "drive", 200],
  ["an address that was typed", { site: "none", mode: "navigate", dest: "document" }, "drive", 200],
])("what a browser says of %s", (_, fetched, scope, status) => {
  const headers = Object.fromEntries(
    Object.entries(fetched).map(([name, value]) => [`sec-fetch-${name}`, value]),
  );
  expect(statusOf({ headers }, scope)).toBe(status);
});

test("a page of an allowed origin is of another site, and may", () => {
  const headers = { origin: "https://tools.test", "sec-fetch-site": "cross-site" };
  expect(statusOf({ headers }, "drive", { allowedOrigins: ["https://tools.test"] })).toBe(200);
});

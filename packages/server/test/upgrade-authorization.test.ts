import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAccess } from "../src/access/create-access.js";
import { resolveServerOptions } from "../src/config/resolve-server-options.js";
import { Upgrades } from "../src/devtools/upgrades.js";
import { ApiError } from "../src/http/api-error.js";
import { PREFIXES } from "../src/http/prefixes.js";
import type { Sessions } from "../src/sessions/sessions.js";

const SESSION = "01a2084d-12b6-764a-ad6b-8116d8d840cd";

/** Every path that gives a WebSocket. */
const PATHS = [
  "/",
  ...PREFIXES.map((prefix) => prefix.replace(":account", "acc")).flatMap((prefix) => [
    `${prefix}/devtools/browser`,
    `${prefix}/devtools/browser/${SESSION}`,
    `${prefix}/devtools/browser/${SESSION}/page/T`,
    `${prefix}/devtools/page/T`,
  ]),
  `/v1/devtools/browser/${SESSION}`,
  `/v1/connectDevtools?browser_session=${SESSION}`,
];

const sha256 = (token: string) => createHash("sha256").update(token).digest("hex");

/** Whoever gets to the sessions is allowed to: there it ends, and no browser starts. */
function notFound(): never {
  throw new ApiError(404, "session-not-found", "There is no such session.");
}

const sessions = {
  findByHint: notFound,
  acquire: notFound,
  find: notFound,
  running: notFound,
} as unknown as Sessions;

const server = createServer();
beforeAll(async () => {
  const access = createAccess(
    resolveServerOptions({
      tokens: [
        { name: "driver", sha256: sha256("to-drive"), scopes: ["drive"] },
        { name: "reader", sha256: sha256("to-read"), scopes: ["read", "delete", "write"] },
      ],
    }),
  );
  const upgrades = new Upgrades({
    sessions,
    access,
    limiter: { count: async () => undefined },
    maxMessageBytes: 1000,
    log: {} as FastifyBaseLogger,
  });
  server.on("upgrade", (request, socket, head) => upgrades.handle(request, socket as Socket, head));
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => void server.close());

/** @returns the status of the answer to a request for a WebSocket */
async function statusOf(path: string, headers: OutgoingHttpHeaders = {}): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const request = httpRequest({
    port,
    path,
    headers: {
      host: "localhost",
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    },
  }).end();
  const [response] = await once(request, "response");
  response.resume();
  return response.statusCode;
}

const withToken = (path: string, token: string) =>
  `${path}${path.includes("?") ? "&" : "?"}token=${token}`;

const DRIVE = { authorization: "Bearer to-drive" };

describe.each(PATHS)("a WebSocket at %s", (path) => {
  test.each<[string, number, OutgoingHttpHeaders]>([
    ["no token", 401, {}],
    ["a wrong token", 401, { authorization: "Bearer nobody" }],
    ["a token of another scope", 403, { authorization: "Bearer to-read" }],
    ["a page of another origin", 403, { ...DRIVE, origin: "https://evil.test" }],
    ["a name that was pointed here", 403, { ...DRIVE, host: "evil.test" }],
  ])("is refused to %s: %i", async (_, status, headers) => {
    expect(await statusOf(path, headers)).toBe(status);
  });

  test("is given by a token in the header, or in the address", async () => {
    expect(await statusOf(path, DRIVE)).toBe(404);
    expect(await statusOf(withToken(path, "to-drive"))).toBe(404);
    expect(await statusOf(withToken(path, "to-read"))).toBe(403);
  });
});

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import type { Access, Principal } from "../access/principal.js";
import type { RateLimiter } from "../access/rate-limiter.js";
import { matchBindingUpgrade } from "../binding/binding-upgrade.js";
import { legacySocket } from "../binding/legacy-socket.js";
import type { ClientSocket } from "../cdp/client-socket.js";
import { webSocketClient } from "../cdp/web-socket-client.js";
import { ApiError } from "../http/api-error.js";
import { refuseSocket } from "../http/refuse-socket.js";
import { toApiError } from "../http/to-api-error.js";
import { parseSessionRequest } from "../sessions/session-request.js";
import type { Sessions } from "../sessions/sessions.js";
import { checkHandshake } from "./check-handshake.js";
import { keepAlive } from "./heartbeat.js";
import { sessionWithTarget } from "./session-targets.js";
import { callTarget } from "./targets.js";
import { parseUpgradePath, type UpgradeTarget } from "./upgrade-paths.js";

export interface UpgradeOptions {
  sessions: Sessions;
  access: Access;
  limiter: RateLimiter;
  maxMessageBytes: number;
  log: FastifyBaseLogger;
}

interface Upgrade {
  request: IncomingMessage;
  socket: Socket;
  head: Buffer;
}

/** A session that is ready for a client. */
interface Ready {
  sessionId: string;
  /** To be called when the client has its WebSocket. */
  connect(client: WebSocket, wire: Socket): Promise<void>;
  /** To be called instead, where the client has gone meanwhile. */
  abandon?(): void;
}

/** Gives clients their WebSockets. */
export class Upgrades {
  private readonly server: WebSocketServer;
  /** By request: what its answer says. */
  private readonly sessionIds = new WeakMap<IncomingMessage, string>();

  constructor(private readonly options: UpgradeOptions) {
    this.server = new WebSocketServer({
      noServer: true,
      maxPayload: options.maxMessageBytes,
      // Only for clients that ask for it, who are far away; the fastest level.
      perMessageDeflate: { threshold: 1024, zlibDeflateOptions: { level: 1 } },
      // What is no UTF-8 is no JSON either, which is told in the protocol's own words.
      skipUTF8Validation: true,
    });
    this.server.on("headers", (headers, request) => {
      const sessionId = this.sessionIds.get(request);
      if (sessionId) headers.push(`cf-browser-session-id: ${sessionId}`);
    });
  }

  /** Takes an `upgrade` event of the HTTP server. */
  handle(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    void this.upgrade({ request, socket, head });
  }

  /** Drops the clients that are there: those that do not answer that they are to go. */
  terminate(): void {
    for (const client of this.server.clients) client.terminate();
  }

  private async upgrade(upgrade: Upgrade): Promise<void> {
    const { request, socket } = upgrade;
    const [path = "/", query = ""] = (request.url ?? "/").split(/\?(.*)/s);
    try {
      const ready = await this.prepare(request, path, new URLSearchParams(query));
      if (socket.destroyed) {
        ready.abandon?.();
        return;
      }
      this.sessionIds.set(request, ready.sessionId);
      this.server.handleUpgrade(request, socket, upgrade.head, (client) => {
        keepAlive(client);
        ready.connect(client, socket).catch((error) => this.onLost(client, error));
      });
    } catch (error) {
      refuseSocket(socket, this.toApiError(error), path);
    }
  }

  private async prepare(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
  ): Promise<Ready> {
    const owner = (await this.identify(request)).name;
    checkHandshake(request);
    const binding = matchBindingUpgrade({ pathname: path, searchParams: query }, request.headers);
    if (binding) {
      const { maxMessageBytes } = this.options;
      return this.existing(
        binding.sessionId,
        owner,
        binding.frames === "text"
          ? webSocketClient
          : (socket) => legacySocket(socket, maxMessageBytes),
      );
    }
    const target = parseUpgradePath(path);
    if (!target) throw new ApiError(404, "not-found", "There is no WebSocket at this path.");
    return this.ready(target, query, owner);
  }

  private async identify(request: IncomingMessage): Promise<Principal> {
    const { access, limiter } = this.options;
    const address = request.socket.remoteAddress ?? "";
    let principal: Principal;
    try {
      principal = access.authorize({ headers: request.headers, url: request.url ?? "/" }, "drive");
    } catch (error) {
      // Those that are refused count, too.
      await limiter.count({ address });
      throw error;
    }
    await limiter.count({ principal, address });
    return principal;
  }

  private async ready(
    target: UpgradeTarget,
    query: URLSearchParams,
    owner: string,
  ): Promise<Ready> {
    switch (target.kind) {
      case "acquire":
        return this.acquire(query, owner);
      case "session":
        return this.existing(target.sessionId, owner, webSocketClient);
      case "page":
        return this.page(target.sessionId, target.targetId, owner);
    }
  }

  /** A client that comes back has its session again. */
  private async acquire(query: URLSearchParams, owner: string): Promise<Ready> {
    const { sessions } = this.options;
    const wanted = parseSessionRequest(query);
    const known = sessions.findByHint(wanted, owner);
    if (known && known.isRecording !== wanted.recording) throw otherwiseRecorded(known.isRecording);
    const { sessionId } = known ?? (await sessions.acquire(wanted, owner));
    const session = sessions.find(sessionId, owner);
    if (known) {
      await sessions.start(session);
      await session.clients.replace();
    }
    return {
      sessionId,
      connect: (socket, wire) => session.clients.connect(webSocketClient(socket, wire)),
      // Nobody knows of it. One with a hint may be asked for again.
      ...(wanted.hint === undefined && { abandon: () => void session.end("closed") }),
    };
  }

  private async existing(
    sessionId: string,
    owner: string,
    toClient: (socket: WebSocket, wire: Socket) => ClientSocket,
  ): Promise<Ready> {
    const { sessions } = this.options;
    const session = sessions.find(sessionId, owner);
    await sessions.start(session);
    await session.clients.replace();
    return {
      sessionId,
      connect: (socket, wire) => session.clients.connect(toClient(socket, wire)),
    };
  }

  private async page(
    sessionId: string | undefined,
    targetId: string,
    owner: string,
  ): Promise<Ready> {
    const { sessions } = this.options;
    const session =
      sessionId === undefined
        ? await sessionWithTarget(sessions, owner, targetId)
        : sessions.find(sessionId, owner);
    await callTarget(session.runningBrowser, "Target.getTargetInfo", targetId);
    return {
      sessionId: session.id,
      connect: (socket, wire) =>
        session.clients.connectPage(webSocketClient(socket, wire), targetId),
    };
  }

  /** The session ended while its client got its WebSocket. */
  private onLost(client: WebSocket, error: unknown): void {
    const { reason } = this.toApiError(error);
    client.resume();
    client.close(reason === "already-connected" ? 1008 : 1001, reason);
  }

  private toApiError(error: unknown): ApiError {
    const told = toApiError(error, "upgrade");
    if (told.status >= 500) this.options.log.error({ err: error }, "upgrade failed");
    return told;
  }
}

function otherwiseRecorded(isRecording: boolean): ApiError {
  return new ApiError(
    409,
    "conflict",
    `There is a session of this name, which is ${isRecording ? "" : "not "}recorded: ask for it as ` +
      "before, or take another name.",
  );
}

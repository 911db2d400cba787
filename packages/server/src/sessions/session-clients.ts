import { randomUUID } from "node:crypto";
import { ClientConnection, type ConnectionHost } from "../cdp/client-connection.js";
import type { ClientSocket } from "../cdp/client-socket.js";
import type { Lane } from "../cdp/lane.js";
import { ApiError } from "../http/api-error.js";
import type { Browser } from "./browser.js";
import type { CloseReason } from "./close-reason.js";

/** Codes of the WebSocket protocol. */
const NORMAL = 1000;
const GOING_AWAY = 1001;

/** What those who are connected need of their session. */
export interface ClientsHost {
  readonly id: string;
  readonly isEnding: boolean;
  /** @throws ApiError 409, 410 */
  readonly runningBrowser: Browser;
  /** What its clients' connections need of it. */
  connectionHost(): ConnectionHost;
  /** There is no client any more that may hold new pages. */
  holdPages(): void;
  /** Ends the session after its keep-alive, unless there is a client. To be called when one comes or goes. */
  waitForClient(): void;
  /** What to throw where the browser is gone. */
  gone(): ApiError;
}

interface Connection {
  id: string;
  startTime: number;
  client: ClientSocket;
  /** Resolves when its messages reach the browser. */
  opening: Promise<Lane>;
}

/** Who is connected to a session: one client that has the browser, and clients of single pages. */
export class SessionClients {
  private connection: Connection | undefined;
  private readonly pageClients = new Set<ClientSocket>();

  constructor(private readonly host: ClientsHost) {}

  get isEmpty(): boolean {
    return !this.connection && this.pageClients.size === 0;
  }

  /** Of the client that has the browser. */
  get info(): { connectionId?: string; connectionStartTime?: number } {
    if (!this.connection) return {};
    const { id, startTime } = this.connection;
    return { connectionId: id, connectionStartTime: startTime };
  }

  /**
   * Gives a client the browser.
   *
   * @throws ApiError 409 where another one has it, 410 where it is gone
   */
  async connect(client: ClientSocket): Promise<void> {
    const { host } = this;
    const { brake, multiplexer } = host.runningBrowser;
    if (this.connection) throw this.alreadyConnected();
    const opening = multiplexer.open();
    const connection = { id: randomUUID(), startTime: Date.now(), client, opening };
    this.connection = connection;
    host.waitForClient();
    // What it sends meanwhile has nobody to take it yet.
    client.pause();
    try {
      const lane = await opening;
      const { closed } = new ClientConnection(client, lane, brake, host.connectionHost());
      void closed.then((which) => this.onDisconnected(which, connection, lane));
      client.resume();
    } catch {
      // The session ends, and tells its clients why.
      if (host.isEnding) return;
      this.forget(connection);
      throw host.gone();
    }
  }

  /**
   * Makes room for a client that comes back: the connection before it may be one that nobody uses.
   *
   * @throws ApiError 409 where that still answers
   */
  async replace(): Promise<void> {
    const { connection } = this;
    if (!connection) return;
    // Until then nothing is read of it, and nobody sees whether it is there.
    await connection.opening.catch(() => undefined);
    if (await connection.client.isAlive()) throw this.alreadyConnected();
    connection.client.terminate();
    // Who comes back may be gone, too.
    this.forget(connection);
  }

  /**
   * Gives a client one page of the browser.
   *
   * @throws ApiError 410 where that is gone
   */
  async connectPage(client: ClientSocket, targetId: string): Promise<void> {
    const { host } = this;
    const browser = host.runningBrowser;
    this.pageClients.add(client);
    client.onClose(() => {
      this.pageClients.delete(client);
      host.waitForClient();
    });
    host.waitForClient();
    client.pause();
    try {
      const lane = await browser.multiplexer.openPage(targetId);
      // Of other pages it hears nothing, so it lets none of them run.
      const ofPage = { ...host.connectionHost(), onHoldsPages: async () => undefined };
      const { closed } = new ClientConnection(client, lane, browser.brake, ofPage);
      void closed.then((which) => {
        void lane.close();
        // Its page is gone, or the whole browser, of which the session tells.
        if (which === "browser" && browser.isRunning) client.close(NORMAL, "");
      });
      client.resume();
    } catch {
      if (!host.isEnding) throw host.gone();
    }
  }

  /** Tells all of them that the session has ended. */
  drop(reason: CloseReason): void {
    const clients = [...this.pageClients, ...(this.connection ? [this.connection.client] : [])];
    for (const client of clients) client.close(reason === "closed" ? NORMAL : GOING_AWAY, reason);
  }

  private onDisconnected(which: "client" | "browser", connection: Connection, lane: Lane): void {
    void lane.close();
    // The session ends, and tells its client why.
    if (which === "client") this.forget(connection);
  }

  /** Has the session wait for another client, unless that has come already. */
  private forget(connection: Connection): void {
    if (this.connection !== connection) return;
    this.connection = undefined;
    this.host.holdPages();
    this.host.waitForClient();
  }

  private alreadyConnected(): ApiError {
    const message = `Session ${this.host.id} has a client already.`;
    return new ApiError(409, "already-connected", message);
  }
}

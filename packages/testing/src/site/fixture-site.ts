import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HeldResponses } from "./held-responses.js";
import { FAVICON, respond } from "./respond.js";
import type { SiteOrigins } from "./site-origins.js";

/** The pages that the browser tests drive. */
export interface FixtureSite extends SiteOrigins, AsyncDisposable {
  /**
   * Method and path of every request so far, such as `GET /plain.html`; without the icon, for which
   * a browser asks when it likes.
   */
  readonly requests: string[];
  /** Answers the requests for `/held.png`, which wait until then. */
  releaseHeld(): void;
  close(): Promise<void>;
}

/** Starts the fixture site on two free ports of the loopback interface. */
export async function startFixtureSite(): Promise<FixtureSite> {
  const requests: string[] = [];
  const held = new HeldResponses();
  const servers = [createServer(), createServer()];
  const [port, otherPort] = await Promise.all(servers.map(listen));
  const origins = {
    origin: `http://127.0.0.1:${port}`,
    crossOrigin: `http://127.0.0.1:${otherPort}`,
    crossSite: `http://localhost:${port}`,
  };
  for (const server of servers) {
    server.on("request", (request, response) => {
      if (request.url !== FAVICON) requests.push(`${request.method} ${request.url}`);
      respond(request, response, { origins, held });
    });
  }
  const close = async () => {
    held.release();
    await Promise.all(servers.map(closeServer));
  };
  return {
    ...origins,
    requests,
    releaseHeld: () => held.release(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

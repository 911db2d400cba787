import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HeldRequests } from "./held-requests.ts";
import { respond } from "./respond.ts";

/** Serves the corpus on this machine. */
export interface Site extends AsyncDisposable {
  origin: string;
  crossSite: string;
  held: HeldRequests;
}

/**
 * @param pages - texts of pages by path
 */
export async function serveSite(pages: Map<string, string>): Promise<Site> {
  const server = createServer();
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  const crossSite = `http://localhost:${port}`;
  const held = new HeldRequests();
  server.on("request", (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", origin).pathname);
    const answer = () => respond(response, path, { pages, crossSite });
    held.pass(path, answer);
  });
  return {
    origin,
    crossSite,
    held,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

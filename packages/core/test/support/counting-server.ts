import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that counts who comes: a connection without a request is a visit as well. */
export interface CountingServer extends AsyncDisposable {
  origin: string;
  connections: number;
}

/** @param pages - what it answers, by path: a content type and a body made with its origin */
export async function startCountingServer(
  pages: Record<string, [contentType: string, body: (origin: string) => string | Buffer]> = {},
): Promise<CountingServer> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""];
    if (!page) return response.writeHead(404).end();
    return response.setHeader("content-type", page[0]).end(page[1](counting.origin));
  });
  const counting: CountingServer = {
    origin: "",
    connections: 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  server.on("connection", () => counting.connections++);
  await once(server.listen(0, "127.0.0.1"), "listening");
  counting.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return counting;
}

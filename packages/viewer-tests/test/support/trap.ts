import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nobody should talk to. */
export interface Trap extends AsyncDisposable {
  origin: string;
  /** Connections, even those without a request. */
  connections: number;
}

export async function startTrap(): Promise<Trap> {
  const server = createServer((_request, response) => response.end("caught"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const trap: Trap = {
    origin: `http://127.0.0.1:${port}`,
    connections: 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  server.on("connection", () => {
    trap.connections += 1;
  });
  return trap;
}

import { forkServer } from "../server/fork-server.ts";
import { CdpSocket } from "./cdp-socket.ts";
import type { Endpoint } from "./endpoint.ts";

/**
 * Starts a server in a process of its own.
 *
 * @param folder - of its recordings
 * @throws Error where it does not start
 */
export async function serverEndpoint(folder: string, isRecorded: boolean): Promise<Endpoint> {
  const server = await forkServer(folder);
  const url = server.url.replace("http", "ws");
  return {
    serverId: server.id,
    async open() {
      const socket = await CdpSocket.connect(`${url}/devtools/browser?recording=${isRecorded}`);
      return { socket, close: () => socket.closeBrowser() };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const HTML = `<!doctype html>
<title>Greeter</title>
<button onclick="greeting.textContent = 'Hello from the server!'">Greet</button>
<output id="greeting"></output>`;

/** A page to record, on a free port of this machine. */
export async function servePage(): Promise<Disposable & { url: string }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(HTML);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

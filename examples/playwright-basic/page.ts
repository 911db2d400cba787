import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const HTML = `<!doctype html>
<title>Greeter</title>
<form onsubmit="event.preventDefault(); greeting.textContent = 'Hello!'">
<label>Your name <input></label> <button>Greet</button>
</form>
<output id="greeting"></output>`;

/** A page to record, on a free port of this machine. */
export async function servePage() {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(HTML);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

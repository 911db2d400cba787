import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the page says before and after a press of its button. */
export const BEFORE = "Not pressed";
export const AFTER = "Pressed at last";

const HTML = `<!doctype html>
<title>Packed</title>
<p id="state">${BEFORE}</p>
<button onclick="state.textContent = ['Pressed', 'at', 'last'].join(' ')">Press</button>`;

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

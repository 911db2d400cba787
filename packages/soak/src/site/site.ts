import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Pages on this machine. */
export interface Site extends AsyncDisposable {
  origin: string;
  /** Another origin of the same site: its frames run in the process of their page. */
  crossOrigin: string;
  /** Another site: its frames run in a process of their own. */
  crossSite: string;
}

const HTML = "text/html; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

/** It is never answered. */
const NEVER = "/never.js";

const TEXTS: Record<string, [type: string, text: string]> = {
  "/living.html": [HTML, page('<script type="module" src="/main.js"></script>')],
  "/frame.html": [HTML, page("<p>framed</p><canvas></canvas>")],
  "/popup.html": [HTML, page('<p>popped up</p><p id="ready"></p>')],
  "/endless.html": [HTML, page(`<p>loading</p><script src="${NEVER}"></script>`)],
  "/travelled.html": [HTML, page("<p>travelled</p><div><input></div>".repeat(50))],
  "/sheet.css": ["text/css; charset=utf-8", "p { line-height: 1 }"],
  ...Object.fromEntries(
    ["main", "make", "frames", "popup"].map((name) => [`/${name}.js`, [SCRIPT, pageCode(name)]]),
  ),
};

/** Serves the pages on two free ports of the loopback interface. */
export async function serveSite(): Promise<Site> {
  const servers = [createServer(), createServer()];
  for (const server of servers) {
    server.on("request", (request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
      if (pathname === NEVER) return;
      const [type, text] = TEXTS[pathname] ?? [];
      if (type) response.writeHead(200, { "content-type": type }).end(text);
      else response.writeHead(404).end();
    });
  }
  const [port, otherPort] = await Promise.all(servers.map(listen));
  return {
    origin: `http://127.0.0.1:${port}`,
    crossOrigin: `http://127.0.0.1:${otherPort}`,
    crossSite: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map(close));
    },
  };
}

function page(content: string): string {
  return `<!doctype html><title>soak</title><link rel="icon" href="data:,"><body>${content}</body>`;
}

function pageCode(name: string): string {
  return readFileSync(new URL(`../page/${name}.js`, import.meta.url), "utf8");
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

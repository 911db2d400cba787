import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { serveSite as serveDemo } from "@pagereel/example-demo/site";
import express, { type Express } from "express";
import { renderNodesPage } from "./nodes-page.ts";
import type { SiteAddresses } from "./site-addresses.ts";

const FILES = fileURLToPath(new URL("./files", import.meta.url));

export interface Site extends AsyncDisposable {
  addresses: SiteAddresses;
}

/**
 * Serves all that is measured, from this process and not from one that is measured.
 *
 * @param speedometer - the folder of a checkout
 */
export async function serveSite(speedometer: string | undefined): Promise<Site> {
  await using stack = new AsyncDisposableStack();
  const demo = stack.use(await serveDemo());
  const bench = stack.use(await listen(benchApp()));
  const suites = speedometer === undefined ? undefined : await listen(express.static(speedometer));
  if (suites) stack.use(suites);
  const { dashboard } = demo;
  const kept = stack.move();
  return {
    addresses: { dashboard, bench: bench.origin, speedometer: suites?.origin },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function benchApp(): Express {
  const app = express();
  app.get("/nodes/:count", (request, response) => {
    response.send(renderNodesPage(Number(request.params.count)));
  });
  return app.use(express.static(FILES, { extensions: ["html"] }));
}

async function listen(handler: express.RequestHandler) {
  const server = express().use(handler).listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.on("listening", resolve).on("error", reject));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

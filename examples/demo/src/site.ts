import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Express } from "express";
import { renderFramePage } from "./frame-page.ts";

/** Two web applications on two origins of two sites: a frame between them has its own process. */
export interface Site extends AsyncDisposable {
  /** AdminLTE, a dashboard of 50 pages. An origin: no slash at the end. */
  dashboard: string;
  /** Swagger UI with the API of a parcel service. An origin. */
  apiDocs: string;
}

const require = createRequire(import.meta.url);
const OWN_FILES = fileURLToPath(new URL("../site", import.meta.url));

/** Serves both on free ports of this machine. */
export async function serveSite(): Promise<Site> {
  const docsApp = express().use(express.static(OWN_FILES), npmFiles("swagger-ui-dist"));
  const docs = await listen(docsApp);
  const apiDocs = `http://localhost:${portOf(docs)}`;
  const dashboard = await listen(dashboardApp(apiDocs));
  return {
    apiDocs,
    dashboard: `http://127.0.0.1:${portOf(dashboard)}`,
    async [Symbol.asyncDispose]() {
      await Promise.all([close(dashboard), close(docs)]);
    },
  };
}

function dashboardApp(apiDocs: string): Express {
  const app = express();
  app.get("/frame.html", (_request, response) => {
    response.send(renderFramePage(apiDocs));
  });
  for (const { folder, path } of adminLtePlugins()) app.use(path, express.static(folder));
  return app.use(npmFiles("admin-lte"));
}

/**
 * AdminLTE's pages load libraries from plugins/, where its own installation would copy them; its
 * list says from where.
 */
function adminLtePlugins(): { folder: string; path: string }[] {
  const list: { from: string; to: string }[] = require("admin-lte/build/npm/Plugins.js");
  const fromAdminLte = createRequire(require.resolve("admin-lte/package.json"));
  return list.flatMap(({ from, to }) => {
    const inPackages = from.replace("node_modules/", "");
    const folders = fromAdminLte.resolve.paths(inPackages) ?? [];
    const folder = folders.map((packages) => join(packages, inPackages)).find(existsSync);
    return folder ? [{ folder, path: `/${to}` }] : [];
  });
}

function npmFiles(name: string) {
  return express.static(dirname(require.resolve(`${name}/package.json`)));
}

function listen(app: Express): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(server));
    server.on("error", reject);
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

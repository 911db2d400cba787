import { existsSync, readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { adminLtePlugin } from "./admin-lte-plugins.ts";
import { packageFolder } from "./package-folder.ts";

const OWN_FILES = fileURLToPath(new URL("./files/", import.meta.url));

/** Before an address: what is there may be used by pages of the same origin only. */
const NO_CORS = "/no-cors/";

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
};

/**
 * Answers with a page of the corpus, a file of a package (`/npm/<package>/...`) or one of the
 * site's own.
 */
export function respond(
  response: ServerResponse,
  path: string,
  { pages, crossSite }: { pages: Map<string, string>; crossSite: string },
): void {
  const html = pages.get(path);
  const file = html === undefined ? findFile(path.replace(NO_CORS, "/")) : undefined;
  if (html === undefined && file === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end(`Nothing is at ${path}\n`);
    return;
  }
  const headers: Record<string, string> = {
    "content-type": CONTENT_TYPES[extname(file ?? "page.html")] ?? "application/octet-stream",
    // As networks that deliver libraries do: a replay, which has another origin, may use the fonts.
    ...(!path.startsWith(NO_CORS) && { "access-control-allow-origin": "*" }),
    "cache-control": "no-store",
  };
  const body =
    file === undefined ? html?.replaceAll("{{crossSite}}", crossSite) : readFileSync(file);
  response.writeHead(200, headers).end(body);
}

/** Their pages want to be at "/": what nothing else has there is theirs. */
const AT_ROOT = [
  ["altair-static", "build/dist"],
  ["playwright-core", "lib/vite/recorder"],
] as const;

function findFile(path: string): string | undefined {
  const [, name, rest = ""] = /^\/npm\/((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(path) ?? [];
  const own = join(OWN_FILES, normalize(path));
  if (name === undefined) {
    const atRoot = AT_ROOT.map(([other, folder]) =>
      join(packageFolder(other), folder, normalize(path)),
    );
    return [own, ...atRoot].find(isFile);
  }
  const substitute = join(OWN_FILES, "npm", name, normalize(rest));
  const inPackage = join(packageFolder(name), normalize(rest));
  const plugin = name === "admin-lte" ? adminLtePlugin(rest) : undefined;
  return [substitute, inPackage, join(inPackage, "index.html"), plugin].find(
    (file) => file !== undefined && isFile(file),
  );
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

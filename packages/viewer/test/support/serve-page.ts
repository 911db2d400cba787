import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build, type Rolldown } from "vite";

/** As strict as that of the server's pages. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; " +
  "base-uri 'none'; form-action 'none'";

export interface ServedPage extends AsyncDisposable {
  url: string;
  /** Bytes of the script and the styles. */
  files: { script: string; style: string };
}

/**
 * Bundles a page as the viewer is bundled, and serves it on loopback.
 *
 * @param entry - path of its script
 */
export async function servePage(entry: string): Promise<ServedPage> {
  const files = await bundle(entry);
  const bodies: Record<string, [string, string]> = {
    "/": ["text/html", HTML],
    "/page.js": ["text/javascript", files.script],
    "/page.css": ["text/css", files.style],
  };
  const server = createServer((request, response) => {
    const [type, body] = bodies[new URL(request.url ?? "/", "http://host").pathname] ?? [];
    response.writeHead(type ? 200 : 404, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": POLICY,
    });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    files,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Session</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body><div id="app"></div><script type="module" src="/page.js"></script></body>
</html>`;

async function bundle(entry: string): Promise<{ script: string; style: string }> {
  const result = (await build({
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      cssCodeSplit: false,
      lib: { entry, formats: ["es"], fileName: "page" },
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  })) as Rolldown.RolldownOutput[];
  const outputs = result.flatMap(({ output }) => output);
  const script = outputs.find((output) => output.type === "chunk");
  const style = outputs.find(({ fileName }) => fileName.endsWith(".css"));
  if (script?.type !== "chunk" || style?.type !== "asset") {
    throw new Error(`The bundle of ${entry} has no script or no styles.`);
  }
  return { script: script.code, style: String(style.source) };
}

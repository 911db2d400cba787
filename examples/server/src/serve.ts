import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A running `pagereel serve`. */
export interface Served extends AsyncDisposable {
  url: string;
}

/** Keeps the browser off the network, and lets it start as root, as which CI often runs. */
const CHROMIUM_ARGS = [
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  "--disable-background-networking",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Starts a server with the config of the image, though on this machine only.
 *
 * @param tokens - as the config has them
 */
export async function serve(directory: string, tokens: object[]): Promise<Served> {
  const main = join(
    createRequire(import.meta.url).resolve("pagereel/package.json"),
    "../dist/main.js",
  );
  const flags = [
    "--config",
    join(directory, "pagereel.json"),
    "--host",
    "127.0.0.1",
    "--port",
    "0",
  ];
  const env = {
    ...process.env,
    PAGEREEL_TOKENS: JSON.stringify(tokens),
    PAGEREEL_DIR: join(directory, ".pagereel"),
    PAGEREEL_CHROMIUM_ARGS: JSON.stringify(CHROMIUM_ARGS),
  };
  const server = spawn(process.execPath, [main, "serve", ...flags], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(server, "exit");
  const { value: line = "" } = await createInterface({ input: server.stderr })
    [Symbol.asyncIterator]()
    .next();
  const url = /^Pagereel serves at (\S+)$/.exec(line)?.[1];
  if (!url) throw new Error(`The server did not start: ${line}`);
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.kill("SIGTERM");
      const [code] = await exited;
      if (code !== 0) throw new Error(`The server ended with the exit code ${code}.`);
    },
  };
}

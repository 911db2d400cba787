import type { LogLevel, RunningServer, ServerOptions } from "@pagereel/server";
import { type Command, InvalidArgumentError } from "commander";
import { CommandError } from "./command-error.js";
import { parseCount } from "./parse-count.js";
import { describeListenError, describeServer } from "./serve-text.js";
import { stopSignal } from "./stop-signal.js";

interface ServeCommandOptions {
  host?: string;
  port?: number;
  store?: string;
  config?: string;
  publicUrl?: string;
  chromium?: string;
  maxBrowsers?: number;
  headed?: true;
  logLevel?: LogLevel;
}

/** `pagereel serve`: browsers for CDP clients, and the recordings of what they did. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("give browsers to CDP clients, record them, and serve the recordings")
    .option("--host <address>", "address to listen on (default: 127.0.0.1)")
    .option("--port <n>", "port to listen on; 0 takes a free one (default: 9322)", parsePort)
    .option(
      "--store <dir>",
      "directory that holds the recordings (default: .pagereel, PAGEREEL_DIR)",
    )
    .option("--config <file>", "config file, in JSON (default: PAGEREEL_CONFIG)")
    .option("--public-url <url>", "where clients find the server that is behind a proxy")
    .option("--chromium <file>", "the browser's executable (default: one that is found)")
    .option("--max-browsers <n>", "browsers at the same time (default: one a core)", parseCount)
    .option("--headed", "show the browsers' windows")
    .option("--log-level <level>", "fatal, error, warn, info, debug, trace or silent")
    .action(serve);
}

async function serve(options: ServeCommandOptions): Promise<void> {
  const stopped = stopSignal();
  // A large package, and the other commands do without it.
  const { loadServerOptions, startServer } = await import("@pagereel/server");
  const resolved = await loadServerOptions({
    flags: toServerOptions(options),
    env: process.env,
    configFile: options.config,
  });
  await using server = await listen(startServer, resolved);
  // The log has standard output for itself.
  const { publicUrl = server.url, tokens = [] } = resolved;
  for (const line of describeServer(publicUrl, tokens.length > 0)) console.error(line);
  await stopped;
  console.error("Ending the sessions and finishing their recordings; press again to exit at once.");
}

async function listen(
  startServer: (options: ServerOptions) => Promise<RunningServer>,
  options: ServerOptions,
): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (cause) {
    const problem = describeListenError(cause as NodeJS.ErrnoException);
    throw problem === undefined ? cause : new CommandError(problem, { cause });
  }
}

function toServerOptions({
  host,
  port,
  store,
  publicUrl,
  chromium,
  maxBrowsers,
  headed,
  logLevel,
}: ServeCommandOptions): ServerOptions {
  return {
    host,
    port,
    store,
    publicUrl,
    logLevel,
    chromium: { executablePath: chromium, headless: headed && false },
    limits: { maxBrowsers },
  };
}

/** As commander's parser of an option's value. */
function parsePort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidArgumentError("It has to be a whole number from 0 to 65535.");
}

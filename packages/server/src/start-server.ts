import type { AddressInfo, Socket } from "node:net";
import { RecordingError } from "@pagereel/core";
import { findBrowser, resolveOptions } from "@pagereel/core/adapter";
import type { FastifyBaseLogger } from "fastify";
import { createAccess } from "./access/create-access.js";
import { type App, addRoutes, newApp } from "./app.js";
import { removeLeftDirectories } from "./chromium/profile-directory.js";
import type { ChromiumOptions } from "./chromium/start-chromium.js";
import { openStore } from "./config/open-store.js";
import { resolveServerOptions } from "./config/resolve-server-options.js";
import type { ResolvedServerOptions, ServerOptions } from "./config/server-options.js";
import { Upgrades } from "./devtools/upgrades.js";
import { createMetrics, type Metrics } from "./http/metrics.js";
import { type LiveStore, liveStore } from "./recordings/live-store.js";
import { boundedSink } from "./sessions/bounded-sink.js";
import { Browser, type BrowserVersion } from "./sessions/browser.js";
import { countMessages, countSessions } from "./sessions/count-sessions.js";
import { Sessions } from "./sessions/sessions.js";

/** ms that a client may take to answer that its session has ended, when the server ends. */
const LEAVE_TIMEOUT_MS = 2000;

/** A server that listens. */
export interface RunningServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:9322`. */
  readonly url: string;
  /** Ends all sessions, finalizes their recordings and listens no more. Can be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a server that gives browsers to CDP clients, records them, and serves the recordings.
 *
 * @throws RecordingError `INVALID_OPTIONS`, `BROWSER_NOT_FOUND` where none is there or it does not
 *   start, `STORE_READ_FAILED`; and Node's error where the port cannot be listened on
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const resolved = resolveServerOptions(options);
  const store = liveStore(await openStore(resolved.store));
  const chromium = await chromiumOptions(resolved);
  await removeLeftDirectories();
  const version = await probe(chromium);
  const app = newApp(resolved);
  const access = createAccess(resolved);
  const metrics = createMetrics();
  const sessions = createSessions(resolved, { store, chromium, metrics, log: app.log });
  const limiter = await addRoutes(app, resolved, { access, sessions, store, metrics, version });
  const upgrades = new Upgrades({
    sessions,
    access,
    limiter,
    maxMessageBytes: resolved.limits.maxMessageBytes,
    log: app.log,
  });
  app.server.on("upgrade", (request, socket, head) =>
    upgrades.handle(request, socket as Socket, head),
  );
  await app.listen({ host: resolved.host, port: resolved.port });
  if (resolved.tokens.length === 0) {
    app.log.warn(
      `no tokens: everybody on this machine may use this server, on ${resolved.host} only`,
    );
  }
  const end = async () => {
    await sessions.close();
    // A client without a network would be waited for much longer.
    const dropping = setTimeout(() => upgrades.terminate(), LEAVE_TIMEOUT_MS);
    await app.close();
    clearTimeout(dropping);
  };
  return running(app, resolved.host, end);
}

function running(app: App, host: string, end: () => Promise<void>): RunningServer {
  const { port } = app.server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= end();
    return closing;
  };
  const name = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${name}:${port}`, close, [Symbol.asyncDispose]: close };
}

async function chromiumOptions({ chromium }: ResolvedServerOptions): Promise<ChromiumOptions> {
  const executablePath = chromium.executablePath ?? (await findBrowser(NO_BROWSER_OF_ITS_OWN));
  // It gives no path only where the library has a browser of its own.
  return { ...chromium, executablePath: executablePath as string };
}

const NO_BROWSER_OF_ITS_OWN = {
  name: "the option chromium.executablePath (not set)",
  isInstalled: false,
  installCommand: "npx @puppeteer/browsers install chrome@stable",
};

/** A server whose browser cannot start says so at once, and not to its first client. */
async function probe(chromium: ChromiumOptions): Promise<BrowserVersion> {
  try {
    const browser = await Browser.start(chromium);
    await browser.close();
    return browser.version;
  } catch (cause) {
    throw new RecordingError(
      "BROWSER_NOT_FOUND",
      `The browser ${chromium.executablePath} does not start: ${(cause as Error).message}\n` +
        "As root, or without user namespaces, Chromium needs --no-sandbox in chromium.args.",
      { cause },
    );
  }
}

interface SessionParts {
  store: LiveStore;
  chromium: ChromiumOptions;
  metrics: Metrics;
  log: FastifyBaseLogger;
}

function createSessions(
  { limits, recording }: ResolvedServerOptions,
  { store, chromium, metrics, log }: SessionParts,
): Sessions {
  return new Sessions(limits, {
    startBrowser: () => Browser.start(chromium),
    recordingOptions: ({ recording: isWanted, metadata }, events) => {
      if (!isWanted) return undefined;
      const sink = boundedSink(store, limits.maxRecordingBytes, events);
      const onError = (err: Error) => log.error({ err }, "a recording failed");
      return resolveOptions({ ...recording, sink, metadata, onError });
    },
    maxSessionMs: limits.maxSessionMs,
    onMessage: countMessages(metrics),
    onError: (err) => log.error({ err }, "a session failed"),
    events: countSessions(metrics, store, log),
  });
}

import { fetchRecording, memoryStore, type Recording } from "@pagereel/core";
import { CHROMIUM_ARGS, findChromium, type ReplayBrowser } from "@pagereel/testing";
import { type RunningServer, type ServerOptions, startServer } from "../../src/index.js";

/** A server as tests use it: on a free port, silent, with a browser that stays off the network. */
export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const server = await startServer({
    port: 0,
    logLevel: "silent",
    store: memoryStore(),
    ...options,
    limits: { maxBrowsers: 4, ...options.limits },
    chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS, ...options.chromium },
  });
  return new TestServer(server);
}

export interface SessionSummary {
  sessionId: string;
  connectionId?: string;
}

export class TestServer implements AsyncDisposable {
  constructor(private readonly server: RunningServer) {}

  get url(): string {
    return this.server.url;
  }

  get webSocketUrl(): string {
    return this.server.url.replace("http", "ws");
  }

  /** Asks the server, with JSON as the answer. */
  async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(this.url + path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** The one session that runs. */
  async onlySession(): Promise<SessionSummary> {
    const sessions = await this.json<SessionSummary[]>("/devtools/session");
    const [session] = sessions;
    if (!session || sessions.length > 1) throw new Error(`${sessions.length} sessions run.`);
    return session;
  }

  /** The recording of a session that has ended, or is ended now. */
  async recordingOf(sessionId: string): Promise<Recording> {
    await fetch(`${this.url}/devtools/browser/${sessionId}`, { method: "DELETE" });
    return fetchRecording(sessionId, { baseUrl: this.url });
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The text of the element with the id `mark` in the target that has one, at its end. */
export async function markIn(
  { events }: Recording,
  replayBrowser: ReplayBrowser,
): Promise<string | undefined> {
  for (const list of Object.values(events)) {
    if (list.length < 2) continue;
    using replay = await replayBrowser.replay(list);
    const text = await replay.text("#mark");
    if (text !== undefined) return text;
  }
  return undefined;
}

import { createHash } from "node:crypto";
import { fetchRecording, type Recording } from "@pagereel/core";
import { type BrowserBinding, browserBinding, type ServerOptions } from "../../src/index.js";
import { startTestServer, type TestServer } from "./test-server.js";

export const TOKEN = "a-token-of-a-worker";

/** A server with a token, and what an application has in `env` to use it. */
export interface CloudflareServer extends AsyncDisposable {
  server: TestServer;
  env: { MYBROWSER: BrowserBinding };
  /** The recording of a session that its client has closed. */
  recordingOf(sessionId: string): Promise<Recording>;
}

export async function startCloudflareServer(
  options: ServerOptions = {},
): Promise<CloudflareServer> {
  const sha256 = createHash("sha256").update(TOKEN).digest("hex");
  const tokens: ServerOptions["tokens"] = [{ name: "worker", sha256, scopes: ["drive", "read"] }];
  const server = await startTestServer({ tokens, ...options });
  return {
    server,
    env: { MYBROWSER: browserBinding(server.url, { token: TOKEN }) },
    recordingOf: (sessionId) =>
      fetchRecording(sessionId, {
        baseUrl: server.url,
        apiToken: TOKEN,
        waitUntilFinished: true,
      }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

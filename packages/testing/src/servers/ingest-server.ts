import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type Manifest, parseManifest, RecordingError } from "@pagereel/protocol";

/** Where an ingest server puts what it gets. */
interface IngestStore {
  appendSegment(
    ref: { sessionId: string; targetId: string; number: number },
    offset: number,
    chunk: Uint8Array,
  ): Promise<void>;
  writeManifest(manifest: Manifest): Promise<void>;
}

/** A request as it came. */
export interface IngestRequest {
  method: string;
  /** Path and query, below the server's address. */
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** What a server does instead of its work: answers with a status, late, or never. */
export type Misbehaviour =
  | { status: number; headers?: Record<string, string>; body?: string }
  | { delayMs: number }
  | "hang";

/** A server that takes recordings as docs/reference/ingest.md says, and fails as a test says. */
export interface IngestServer extends AsyncDisposable {
  readonly url: string;
  /** All that came, also what was not answered or refused. */
  readonly requests: IngestRequest[];
  /** Asked for each request; undefined does the server's work. */
  misbehave: (request: IngestRequest) => Misbehaviour | undefined;
  /** Closes its port and all connections. */
  goAway(): Promise<void>;
  /** Opens the same port again. */
  comeBack(): Promise<void>;
}

const SEGMENT = /^\/sessions\/([^/]+)\/segments\/([^/]+)\/(\d+)\?offset=(\d+)$/;
const MANIFEST = /^\/sessions\/([^/]+)\/manifest\?revision=(\d+)$/;

/** Starts an ingest server on a free port of the loopback interface. */
export async function startIngestServer(store: IngestStore): Promise<IngestServer> {
  const revisions = new Map<string, number>();
  // Ports are used again: what the sink of another test still sends must not be taken for ours.
  const root = `/${randomUUID()}`;
  let server = createServer(onRequest);
  const port = await listen(server, 0);

  async function onRequest(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await read(incoming, root);
      if (!request) return void response.writeHead(404).end();
      ingest.requests.push(request);
      const misbehaviour = ingest.misbehave(request);
      if (misbehaviour === "hang") return;
      if (misbehaviour && "delayMs" in misbehaviour) await delay(misbehaviour.delayMs);
      if (misbehaviour && "status" in misbehaviour) {
        const { status, headers, body } = misbehaviour;
        response.writeHead(status, headers).end(body);
        return;
      }
      await take(request);
      response.writeHead(204).end();
    } catch (error) {
      if (incoming.destroyed && !incoming.complete) return;
      const errors = [{ message: (error as Error).message }];
      response.writeHead(statusOf(error)).end(JSON.stringify({ success: false, errors }));
    }
  }

  async function take({ path, body }: IngestRequest): Promise<void> {
    const [, sessionId = "", targetId = "", number, offset] = SEGMENT.exec(path) ?? [];
    if (sessionId !== "") {
      const ref = { sessionId, targetId: decodeURIComponent(targetId), number: Number(number) };
      return store.appendSegment(ref, Number(offset), body);
    }
    const [, session, revision] = MANIFEST.exec(path) ?? [];
    if (session === undefined) throw new RecordingError("INVALID_RECORDING", "no such address");
    // A late older one must not replace a newer one.
    if (Number(revision) < (revisions.get(session) ?? 0)) return;
    revisions.set(session, Number(revision));
    await store.writeManifest(parseManifest(body.toString()));
  }

  const goAway = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  const ingest: IngestServer = {
    url: `http://127.0.0.1:${port}${root}`,
    requests: [],
    misbehave: () => undefined,
    goAway,
    comeBack: async () => {
      server = createServer(onRequest);
      await listen(server, port);
    },
    [Symbol.asyncDispose]: goAway,
  };
  return ingest;
}

/** @returns undefined for what is not below the root */
async function read(incoming: IncomingMessage, root: string): Promise<IngestRequest | undefined> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const { method = "", url = "", headers } = incoming;
  if (!url.startsWith(`${root}/`)) return undefined;
  return { method, path: url.slice(root.length), headers, body: Buffer.concat(pieces) };
}

function statusOf(error: unknown): number {
  if (!(error instanceof RecordingError)) return 500;
  return error.code === "SEGMENT_LOST" ? 409 : 400;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";
import { addConditions, type ConditionalWrites } from "./conditional-writes.js";

/** An S3 server on this machine, with one bucket. */
export interface S3Server {
  endpoint: string;
  bucket: string;
  /** It does not check them. */
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** The requests that came, such as `PUT /recordings/a.txt` or `GET /recordings?prefix=a`. */
  requests: string[];
  close(): Promise<void>;
}

const BUCKET = "recordings";

/**
 * Starts an S3 server that keeps its objects in memory.
 *
 * @param conditionalWrites - what it does with If-Match and If-None-Match of a write
 */
export async function startS3Server(
  conditionalWrites: ConditionalWrites = "honoured",
): Promise<S3Server> {
  const app = buildApp({ logger: false });
  const requests: string[] = [];
  app.addHook("onRequest", async ({ method, url }) => {
    requests.push(`${method} ${decodeURIComponent(url)}`);
  });
  addConditions(app, conditionalWrites);
  await app.listen({ port: 0, host: "127.0.0.1" });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  await fetch(`${endpoint}/${BUCKET}`, { method: "PUT" });
  return {
    endpoint,
    bucket: BUCKET,
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    requests,
    close: async () => app.close(),
  };
}

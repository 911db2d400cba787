import type { IncomingHttpHeaders } from "node:http";
import type { buildApp } from "fauxqs";

/**
 * What a storage does with the conditions of a write: it keeps to them, as AWS, R2 and MinIO do, or
 * takes no notice, or answers 501, as others do.
 */
export type ConditionalWrites = "honoured" | "ignored" | "refused";

interface Failure {
  status: number;
  code: string;
}

/** Adds to an S3 server, which takes no notice of the conditions of a write, what `mode` says. */
export function addConditions(app: ReturnType<typeof buildApp>, mode: ConditionalWrites): void {
  if (mode === "ignored") return;
  const etags = new Map<string, string>();
  const pathOf = (url: string) => url.split("?")[0] ?? "";

  app.addHook("preHandler", async ({ method, url, headers }, reply) => {
    if (method !== "PUT") return undefined;
    const failure = check(headers, etags.get(pathOf(url)), mode);
    if (!failure) return undefined;
    const body = `<Error><Code>${failure.code}</Code><Message>Not written</Message></Error>`;
    return reply.code(failure.status).type("application/xml").send(body);
  });

  app.addHook("onSend", async ({ method, url }, reply) => {
    if (reply.statusCode >= 300) return;
    if (method === "DELETE") etags.delete(pathOf(url));
    if (method === "PUT") etags.set(pathOf(url), String(reply.getHeader("etag")));
  });
}

function check(
  headers: IncomingHttpHeaders,
  etag: string | undefined,
  mode: ConditionalWrites,
): Failure | undefined {
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = headers;
  if (!ifMatch && !ifNoneMatch) return undefined;
  if (mode === "refused") return { status: 501, code: "NotImplemented" };
  if (ifMatch && !etag) return { status: 404, code: "NoSuchKey" };
  const isLost = ifMatch ? ifMatch !== etag : etag !== undefined;
  return isLost ? { status: 412, code: "PreconditionFailed" } : undefined;
}

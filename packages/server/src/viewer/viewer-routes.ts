import type {} from "@fastify/compress";
import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { files, type ServedFile } from "@pagereel/viewer";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../http/api-error.js";
import { etagOf, isNotModified } from "../http/etag.js";
import { errorsOf, rawBody, sessionParams } from "../http/schemas.js";
import { basePrefixOf } from "./base-prefix.js";
import { VIEWER_HEADERS } from "./viewer-headers.js";

const FOR_EVER = "public, immutable, max-age=31536000";

const compress = { customTypes: /^text\// };
const notModified = Type.Null({ description: "The client has it already." });
const tags = ["viewer"];

const page = {
  200: { description: "The page.", content: { "text/html": { schema: rawBody } } },
  304: notModified,
};

/** The dashboard. Its pages are for everybody: what they show, they ask the API for, with a token. */
export const viewerRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/",
    { compress, schema: { summary: "The dashboard: all sessions", tags, response: page } },
    sendPage,
  );

  app.get(
    "/sessions/:sessionId",
    {
      compress,
      schema: {
        summary: "The dashboard: one session, played",
        tags,
        params: sessionParams,
        response: page,
      },
    },
    sendPage,
  );

  app.get(
    "/assets/:name",
    {
      compress,
      schema: {
        summary: "What the dashboard is made of",
        tags,
        params: Type.Object({ name: Type.String() }),
        response: {
          200: { description: "The file.", content: { "text/*": { schema: rawBody } } },
          304: notModified,
          ...errorsOf(404),
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const path = `assets/${name}`;
      const file = Object.hasOwn(files, path) ? files[path] : undefined;
      if (file) return sendFile(request, reply, file);
      throw new ApiError(404, "not-found", "There is no such file. Load the page again.");
    },
  );
};

async function sendPage(request: FastifyRequest, reply: FastifyReply) {
  const file = files["index.html"] as ServedFile;
  const path = request.url.replace(/\?.*/s, "");
  const body = file.body.replaceAll('"./assets/', `"${basePrefixOf(path)}assets/`);
  return sendFile(request, reply, { ...file, body });
}

function sendFile(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { type, body, immutable }: ServedFile,
): FastifyReply {
  // Weak: compressed, its bytes are others.
  const etag = `W/${etagOf(body)}`;
  reply.headers(VIEWER_HEADERS).header("etag", etag);
  reply.header("cache-control", immutable ? FOR_EVER : "no-cache");
  if (isNotModified(headers["if-none-match"], etag)) return reply.code(304).send();
  return reply.type(type).send(body);
}

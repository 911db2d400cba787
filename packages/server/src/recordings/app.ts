import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";

/** A Fastify that takes the types of its requests from their schemas. */
export type RecordingsApp = Parameters<FastifyPluginAsyncTypebox>[0];

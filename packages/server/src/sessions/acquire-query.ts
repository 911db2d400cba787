import { Type } from "@fastify/type-provider-typebox";

/** Other parameters are left to others: Cloudflare's clients send more. */
export const AcquireQuery = Type.Object({
  recording: Type.Optional(Type.String({ description: "true records the session" })),
  keep_alive: Type.Optional(
    Type.String({ description: "ms without a client after which it ends; 10000 to 600000" }),
  ),
  session: Type.Optional(
    Type.String({ description: "a name by which the client finds this session again" }),
  ),
  targets: Type.Optional(Type.String({ description: "true lists the pages in the answer" })),
});

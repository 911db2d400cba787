import type { RouteOptions } from "fastify";
import { type TProperties, type TSchema, Type } from "typebox";

/** Routes are written once, and are below several prefixes: one of Cloudflare's names an account. */
export function describeAccount(route: RouteOptions): void {
  if (!route.url.includes("/:account/")) return;
  const params = route.schema?.params as (TSchema & { properties: TProperties }) | undefined;
  const account = Type.String({ description: "Any: there are no accounts here." });
  route.schema = { ...route.schema, params: Type.Object({ account, ...params?.properties }) };
}

import { type Static, Type } from "typebox";
import { badQuery, metadataIn } from "../http/query.js";
import type { SessionFilter } from "./session-filter.js";

const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

const moment = Type.String({
  maxLength: 40,
  description: "ms since the epoch, or a date as of ISO 8601.",
});

export const listQuery = Type.Object(
  {
    state: Type.Optional(
      Type.Enum(["recording", "final", "partial", "recovered", "unreadable"], {
        description: "unreadable: its manifest is damaged, or of a newer Pagereel.",
      }),
    ),
    since: Type.Optional(moment),
    until: Type.Optional(moment),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: "A part of an address or a title, in upper or lower case.",
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })),
    cursor: Type.Optional(
      Type.String({ maxLength: 200, description: "Of the page before, for the next one." }),
    ),
  },
  {
    additionalProperties: true,
    description: 'Besides, "metadata.<key>=<value>" for values of metadata.',
  },
);

type ListQuery = Static<typeof listQuery>;

/** @throws ApiError 400 */
export function parseFilter(query: ListQuery): SessionFilter {
  const { state, since, until, q } = query;
  return {
    ...(state !== undefined && { state }),
    ...(since !== undefined && { since: parseTime("since", since) }),
    ...(until !== undefined && { until: parseTime("until", until) }),
    ...(q !== undefined && { q }),
    metadata: parseMetadata(query),
  };
}

export function limitOf({ limit = DEFAULT_LIMIT }: ListQuery): number {
  return limit;
}

function parseTime(name: string, text: string): number {
  const time = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw badQuery(name, "ms since the epoch, or a date such as 2026-05-28T20:00:00Z");
}

function parseMetadata(query: object): Record<string, string> {
  const entries = metadataIn<unknown>(Object.entries(query)).map(
    ([key, value]): [string, string] => {
      if (typeof value !== "string") throw badQuery("metadata", "each key once");
      return [key, value];
    },
  );
  return Object.fromEntries(entries);
}

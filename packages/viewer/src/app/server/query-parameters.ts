import type { SessionQuery } from "./session-summary.js";

const METADATA = "metadata.";

/** A query as the API wants it, and as the address of the dashboard has it. */
export function toParameters({ metadata = {}, ...query }: SessionQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, `${value}`);
  }
  for (const [key, value] of Object.entries(metadata)) parameters.set(METADATA + key, value);
  return parameters;
}

/** @param search - of the dashboard's address: anybody may have written it */
export function toQuery(search: string): SessionQuery {
  const parameters = new URLSearchParams(search);
  const text = (name: string) => parameters.get(name)?.trim() || undefined;
  const time = (name: string) => {
    const value = Number(text(name) ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const metadata = Object.fromEntries(
    [...parameters]
      .filter(([name]) => name.startsWith(METADATA) && name.length > METADATA.length)
      .map(([name, value]) => [name.slice(METADATA.length), value]),
  );
  return withoutUndefined({
    q: text("q"),
    state: text("state"),
    since: time("since"),
    until: time("until"),
    metadata: Object.keys(metadata).length > 0 ? metadata : undefined,
  });
}

type Loose<T> = { [K in keyof T]: T[K] | undefined };

/** Of each member that is absent there is none, so that queries can be compared. */
export function withoutUndefined(query: Loose<SessionQuery>): SessionQuery {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  ) as SessionQuery;
}

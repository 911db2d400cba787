import { signal } from "@preact/signals";

/** What the address of the page says is to be seen. */
export type Route = { page: "sessions" } | { page: "session"; sessionId: string };

/** Keeps what is shown and the address of the page together. */
export class Router {
  readonly route = signal<Route>({ page: "sessions" });
  /** The query in the address of the list: which sessions it shows. It is kept while one is open. */
  readonly search = signal("");
  readonly #onPopState = () => this.#read();

  /** @param basePath - of the server, without a slash at its end */
  constructor(readonly basePath: string) {
    this.#read();
    addEventListener("popstate", this.#onPopState);
  }

  /** The path of a page, for links. */
  pathOf(route: Route): string {
    if (route.page === "sessions") return `${this.basePath}/${this.search.value}`;
    return `${this.basePath}/sessions/${encodeURIComponent(route.sessionId)}`;
  }

  go(route: Route): void {
    history.pushState(null, "", this.pathOf(route));
    this.#read();
    scrollTo(0, 0);
  }

  /** @param search - without a question mark */
  setSearch(search: string): void {
    this.search.value = search === "" ? "" : `?${search}`;
    history.replaceState(null, "", this.pathOf({ page: "sessions" }));
  }

  close(): void {
    removeEventListener("popstate", this.#onPopState);
  }

  #read(): void {
    const route = parseRoute(location.pathname.slice(this.basePath.length));
    if (route.page === "sessions") this.search.value = location.search;
    // A new moment of the same session changes the fragment only.
    if (JSON.stringify(route) !== JSON.stringify(this.route.value)) this.route.value = route;
  }
}

/** @param path - below the server's base */
export function parseRoute(path: string): Route {
  const encoded = /^\/sessions\/([^/]+)\/?$/.exec(path)?.[1];
  if (encoded === undefined) return { page: "sessions" };
  try {
    return { page: "session", sessionId: decodeURIComponent(encoded) };
  } catch {
    // A percent sign that encodes nothing: no session has such an id, and its page will say so.
    return { page: "session", sessionId: encoded };
  }
}

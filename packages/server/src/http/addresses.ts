import { splitPath } from "./prefixes.js";

/** What is needed of a request to tell its client addresses of this server. */
interface AddressedRequest {
  headers: { host?: string | undefined };
  /** Path and query. */
  url: string;
}

/** The addresses of this server as its clients see them. */
export class Addresses {
  /** @param publicUrl - where the server is behind a proxy; without a slash at the end */
  constructor(private readonly publicUrl: string | undefined) {}

  browser(request: AddressedRequest, sessionId: string): string {
    return `${this.base(request)}/devtools/browser/${sessionId}`;
  }

  page(request: AddressedRequest, sessionId: string, targetId: string): string {
    return `${this.browser(request, sessionId)}/page/${targetId}`;
  }

  /** That of WebSockets, by which the client has come, up to its prefix. */
  private base({ headers, url }: AddressedRequest): string {
    const origin = this.publicUrl?.replace(/^http/, "ws") ?? `ws://${headers.host ?? "localhost"}`;
    return origin + splitPath(url.replace(/\?.*/s, "")).prefix;
  }
}

import { isIP } from "node:net";
import { ApiError } from "../http/api-error.js";
import { hostNameOf, isLoopback } from "./host-name.js";
import type { AccessRequest, Scope } from "./principal.js";

/** From where web pages may reach the server. */
export interface BrowserCheckOptions {
  /** What the server listens on. */
  host: string;
  allowedHosts: string[];
  allowedOrigins: string[];
  publicUrl?: string | undefined;
}

/** Refuses what web pages of others make a browser send: they have its network, not its user's will. */
export class BrowserCheck {
  readonly #hosts: Set<string>;
  readonly #origins: Set<string>;

  constructor({ host, allowedHosts, allowedOrigins, publicUrl }: BrowserCheckOptions) {
    const publicAddress = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.#hosts = new Set([host.toLowerCase(), ...allowedHosts.map(withoutDot)]);
    this.#origins = new Set(allowedOrigins);
    if (!publicAddress) return;
    this.#hosts.add(withoutDot(publicAddress.hostname));
    this.#origins.add(publicAddress.origin);
  }

  /** @throws ApiError 403 */
  check(request: AccessRequest, scope: Scope): void {
    this.#checkHost(request);
    const isAllowedOrigin = this.#checkOrigin(request);
    if (!isAllowedOrigin) checkSite(request, scope);
  }

  /**
   * A page whose name was pointed at this server after it was loaded (DNS rebinding) sends that name.
   * Addresses were never resolved, and browsers resolve localhost themselves.
   */
  #checkHost({ headers }: AccessRequest): void {
    const name = hostNameOf(String(headers.host ?? ""));
    if (name !== undefined && (isIP(name) !== 0 || isLoopback(name) || this.#hosts.has(name)))
      return;
    throw new ApiError(
      403,
      "forbidden",
      "The Host header names no host of this server. Add the name by which you reach it to " +
        '"allowedHosts" in its configuration.',
    );
  }

  /** @returns whether a page of that origin may do what it likes */
  #checkOrigin({ headers }: AccessRequest): boolean {
    const { origin, host } = headers;
    if (origin === undefined) return false;
    if (typeof origin === "string") {
      if (this.#origins.has(origin.toLowerCase())) return true;
      if (isSameHost(origin, String(host))) return true;
    }
    throw new ApiError(
      403,
      "forbidden",
      "The request comes from a web page of another origin. Add that to " +
        '"allowedOrigins" in the server\'s configuration, if the page may use it.',
    );
  }
}

/**
 * Browsers leave out the Origin of some requests, such as those of images. They then say with another
 * header that it is a page of another site that asks. A link is no danger where it only reads: the
 * answer is shown to the person who followed it.
 */
function checkSite({ headers }: AccessRequest, scope: Scope): void {
  const site = headers["sec-fetch-site"];
  if (site !== "cross-site" && site !== "same-site") return;
  const isLink =
    headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (isLink && scope === "read") return;
  throw new ApiError(
    403,
    "forbidden",
    "The request was made by a web page of another site, which may not do this here.",
  );
}

/** The scheme may differ: a proxy that speaks https to the page need not speak it to the server. */
function isSameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  if (originHost === "" || !URL.canParse(`${protocol}//${host}`)) return false;
  return new URL(`${protocol}//${host}`).host === originHost;
}

function withoutDot(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\[|\]$/g, "");
}

import { isIP } from "node:net";

/**
 * Whether only this machine can connect to it. Other names are not: who resolves them is not known.
 *
 * @param host - an IP address, without brackets, or a name
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

/**
 * @param header - of a request's `Host`, such as `localhost:9322` or `[::1]:9322`
 * @returns the name or address in lower case, without port, brackets and the dot at its end, or
 *   undefined for what is no host
 */
export function hostNameOf(header: string): string | undefined {
  // A URL would take these for its other parts.
  if (header === "" || /[/?#@\\\s]/.test(header) || !URL.canParse(`http://${header}`)) return;
  return new URL(`http://${header}`).hostname.replace(/^\[|\]$|\.$/g, "");
}

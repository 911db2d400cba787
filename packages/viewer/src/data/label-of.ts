import type { ManifestTarget } from "@pagereel/protocol";

/** Characters of a title or address that a page shows: a `data:` URL can have megabytes. */
const MAX_LABEL_LENGTH = 200;

/** What a target is called: its title, or the host and path of its last address. */
export function labelOf({ title, urls }: Pick<ManifestTarget, "title" | "urls">): string {
  const address = urls.at(-1)?.url ?? "";
  return cut(title?.trim() || shortAddress(address) || "Unnamed tab");
}

/** `https://example.com/cart?id=1` becomes `example.com/cart`; an address without a host stays. */
export function shortAddress(address: string): string {
  try {
    const { host, pathname } = new URL(address);
    return host === "" ? cut(address) : cut(host + pathname.replace(/\/$/, ""));
  } catch {
    // What is no address is shown as it is.
    return cut(address);
  }
}

/** Shortens what is too long to be shown. */
export function cut(text: string, maxLength = MAX_LABEL_LENGTH): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

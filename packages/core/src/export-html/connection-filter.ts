import type { eventWithTime } from "@rrweb/types";

/** Relations by which a link has the browser connect to a host. */
const CONNECTING = /preconnect|dns-prefetch/i;

const FRAME = /^i?frame$/i;

/** What an event has to have in its JSON for the filter to look closer. */
const SUSPECT = /preconnect|dns-prefetch|srcdoc|"i?frame"/i;

/**
 * Writes a target's events as JSON, without the attributes by which a replay connects to a host
 * although its content security policy forbids every request: Chromium connects to the address of a
 * frame before it asks the policy, and no directive covers `<link rel="preconnect">`.
 *
 * @see https://github.com/w3c/webappsec-csp/issues/282
 */
export class ConnectionFilter {
  /** rrweb ids of frames: what changes an attribute names the element by its id alone. */
  private readonly frameIds = new Set<unknown>();

  /** @param event - the target's next one */
  stringify(event: eventWithTime): string {
    const json = JSON.stringify(event);
    const isSuspect = SUSPECT.test(json) || (this.frameIds.size > 0 && json.includes('"src"'));
    // A replacer is slow, and few events need it.
    return isSuspect ? JSON.stringify(event, (_name, value) => this.filter(value)) : json;
  }

  private filter(value: unknown): unknown {
    if (!isElementLike(value)) return value;
    if (FRAME.test(String(value.tagName))) this.frameIds.add(value.id);
    const isFrame = this.frameIds.has(value.id);
    const kept = Object.entries(value.attributes).filter(
      ([name, content]) => !connects(name.toLowerCase(), content, isFrame),
    );
    return { ...value, attributes: Object.fromEntries(kept) };
  }
}

/** True for an element, and for the change of an element's attributes. */
function isElementLike(
  value: unknown,
): value is { id?: unknown; tagName?: unknown; attributes: Record<string, unknown> } {
  const attributes = (value as { attributes?: unknown } | null)?.attributes;
  return typeof attributes === "object" && attributes !== null && !Array.isArray(attributes);
}

function connects(name: string, content: unknown, isFrame: boolean): boolean {
  // A document in an attribute can have links and frames of its own.
  if (name === "srcdoc") return true;
  return name === "rel" ? CONNECTING.test(String(content)) : isFrame && name === "src";
}

import {
  EventType,
  type eventWithTime,
  IncrementalSource,
  type mutationData,
  type serializedNodeWithId,
} from "@rrweb/types";
import { isObject, type Json, listOf } from "./json.js";

/** Relations by which a link has the browser connect to a host, or fetch what no policy may cover. */
const CONNECTING = /preconnect|dns-prefetch|prefetch|prerender|preload|manifest|dictionary|expect/i;

/** Elements that show another document, and the attributes by which. */
const EMBEDDING = /^(?:i?frame|object|embed|applet|portal|fencedframe|webview)$/i;
const EMBEDDED = new Set(["src", "data", "code", "codebase", "archive", "config"]);

/** Attributes by which any element may have the browser connect. */
const ANYWHERE = new Set(["srcdoc", "ping", "attributionsrc", "rr_src"]);

/** What a recorded meta element may tell the browser to do: nothing that acts. */
const HARMLESS_META = "content-language";

type Kind = "embedding" | "base";

/**
 * Takes out of events what would have a replay connect to a host or leave its page although its content
 * security policy forbids every request and its sandbox every script: Chromium connects to the address
 * of a frame before it asks the policy, and no directive covers `<link rel="preconnect">`.
 *
 * A filter belongs to one run of events, the full snapshot that they are about first.
 *
 * @see https://github.com/w3c/webappsec-csp/issues/282
 */
export class ConnectionFilter {
  /** By rrweb's ids: what changes an attribute names the element by its id alone. */
  readonly #kinds = new Map<unknown, Kind>();

  /** Changes the event. */
  clean({ type, data }: eventWithTime): void {
    if (type === EventType.FullSnapshot) this.#cleanTree((data as { node?: unknown }).node);
    if (type !== EventType.IncrementalSnapshot) return;
    const { source, adds, attributes } = data as Partial<mutationData>;
    if (source !== IncrementalSource.Mutation) return;
    for (const add of listOf(adds)) this.#cleanTree(add.node);
    for (const { id, attributes: changed } of listOf(attributes)) {
      if (isObject(changed)) this.#cleanAttributes(changed, this.#kinds.get(id));
    }
  }

  /** Not by recursion: a tree may be deeper than the stack. */
  #cleanTree(root: unknown): void {
    const nodes = [root];
    for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
      if (!isObject(node)) continue;
      if ("tagName" in node) this.#cleanElement(node);
      const { childNodes } = node as Partial<serializedNodeWithId & { childNodes: unknown }>;
      if (Array.isArray(childNodes)) for (const child of childNodes) nodes.push(child);
    }
  }

  #cleanElement(element: Json): void {
    element.tagName = harmlessTag(element.tagName);
    const kind = kindOf(element.tagName as string);
    if (kind) this.#kinds.set(element.id, kind);
    if (isObject(element.attributes)) this.#cleanAttributes(element.attributes, kind);
  }

  #cleanAttributes(attributes: Json, kind: Kind | undefined): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (isHarmful(name.toLowerCase(), value, kind)) delete attributes[name];
    }
  }
}

/** rrweb takes what JSON can hold for a name, and knows scripts by their name in lower case only. */
function harmlessTag(tagName: unknown): string {
  if (typeof tagName !== "string") return "div";
  return /^(?:\w+:)?script$/i.test(tagName) ? "noscript" : tagName;
}

function kindOf(tagName: string): Kind | undefined {
  if (EMBEDDING.test(tagName)) return "embedding";
  return /^base$/i.test(tagName) ? "base" : undefined;
}

function isHarmful(name: string, value: unknown, kind: Kind | undefined): boolean {
  // As its text it could be anything, or nothing.
  if (isObject(value) && name !== "style") return true;
  if (ANYWHERE.has(name)) return true;
  if (name === "rel") return CONNECTING.test(String(value));
  if (name === "http-equiv") return String(value).toLowerCase() !== HARMLESS_META;
  if (kind === "embedding") return EMBEDDED.has(name);
  return kind === "base" && name === "href";
}

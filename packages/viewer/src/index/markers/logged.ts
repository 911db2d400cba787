import { cut, shortAddress } from "../../data/label-of.js";
import { formatMessage } from "./format-message.js";
import type { Found } from "./marker-list.js";
import { detailOfMessage, linesOf, MAX_DETAIL_LENGTH } from "./message-detail.js";
import { pageLogMarker } from "./page-log.js";

/** What a plugin of rrweb has recorded. */
export function pluginMarkers(data: { plugin?: unknown; payload?: unknown }): Found[] {
  const plugin = wordOf(data.plugin);
  if (plugin.startsWith("rrweb/console")) return [consoleMarker(data.payload)];
  if (plugin.startsWith("rrweb/network")) return failedRequests(data.payload);
  return [{ kind: "custom", label: cut(plugin), ...detailOf(data.payload) }];
}

/** What the console plugin records, and old versions of rrweb themselves. */
export function consoleMarker(value: unknown): Found {
  const { level, payload, trace } = (value ?? {}) as Record<string, unknown>;
  const words = formatMessage((Array.isArray(payload) ? payload : [payload]).map(wordOf)).trim();
  const method = typeof level === "string" ? level : "log";
  return {
    kind: "console",
    level: levelOf(level),
    label: cut(words || `console.${method}()`),
    ...detailOfMessage(words, linesOf(trace)),
  };
}

/**
 * What the page, or who drove it, has recorded by a name of its own.
 *
 * @returns undefined for what only the replayer needs
 */
export function customMarker({
  tag,
  payload,
}: {
  tag?: unknown;
  payload?: unknown;
}): Found | undefined {
  const name = wordOf(tag);
  if (name.startsWith("pagereel.")) return pageLogMarker(name, payload);
  const message = messageOf(payload);
  const label = cut(message === undefined ? name : `${name}: ${message}`);
  if (/dialog/i.test(name)) return { kind: "dialog", label, ...detailOf(payload) };
  if (/error|exception/i.test(name)) {
    return { kind: "error", level: "error", label, ...detailOf(payload) };
  }
  return { kind: "custom", label, ...detailOf(payload) };
}

function failedRequests(payload: unknown): Found[] {
  const { requests } = (payload ?? {}) as { requests?: unknown };
  if (!Array.isArray(requests)) return [];
  const failed = requests.filter((request) => Number(request?.status) >= 400);
  return failed.map((request) => {
    const address = shortAddress(`${request.url ?? request.name ?? ""}`);
    const method = typeof request.method === "string" ? `${request.method} ` : "";
    const label = cut(`${request.status} ${method}${address}`);
    return { kind: "error", level: "error", label, ...detailOf(request) };
  });
}

function levelOf(level: unknown): "info" | "warning" | "error" {
  if (level === "error" || level === "assert") return "error";
  return level === "warn" ? "warning" : "info";
}

/** The plugin records each argument as JSON. */
function wordOf(text: unknown): string {
  if (typeof text !== "string") return jsonOf(text);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    // A text that is no JSON is what was logged.
    return text;
  }
}

function messageOf(payload: unknown): string | undefined {
  if (typeof payload === "string" || typeof payload === "number") return `${payload}`;
  const { message } = (payload ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : undefined;
}

function detailOf(payload: unknown): { detail?: string } {
  if (payload === undefined || payload === null || typeof payload !== "object") return {};
  return { detail: cut(jsonOf(payload), MAX_DETAIL_LENGTH) };
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

import { cut } from "../../data/label-of.js";
import type { Found } from "./marker-list.js";
import { detailOfMessage, linesOf } from "./message-detail.js";

type Payload = Record<string, unknown>;

const DIALOGS: Record<string, string> = {
  alert: "Alert",
  confirm: "Confirm",
  prompt: "Prompt",
  beforeunload: "Leave page",
};

/**
 * What our recorder tells of a page beside its DOM.
 *
 * @param tag - of a custom event
 * @returns undefined for what only the replayer needs
 */
export function pageLogMarker(tag: string, payload: unknown): Found | undefined {
  const known = (payload ?? {}) as Payload;
  if (tag === "pagereel.page-error") return pageError(known);
  if (tag === "pagereel.dialog") return dialog(known);
  if (tag !== "pagereel.dialog-closed") return undefined;
  const label = known.accepted === true ? "Dialog accepted" : "Dialog dismissed";
  return { kind: "dialog", label };
}

function pageError({ message, trace, url, line, column }: Payload): Found {
  const words = textOf(message) || "Error";
  // What cannot be parsed has no trace.
  const place = typeof url === "string" ? [[url, line, column].filter(isPart).join(":")] : [];
  const stack = linesOf(trace);
  const detail = detailOfMessage(words, stack.length > 0 ? stack : place);
  return { kind: "error", level: "error", label: cut(words), ...detail };
}

function dialog({ type, message }: Payload): Found {
  const what = DIALOGS[textOf(type)] ?? "Dialog";
  const words = textOf(message);
  const label = cut(words === "" ? what : `${what}: ${words}`);
  return { kind: "dialog", label, ...detailOfMessage(words, []) };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isPart(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

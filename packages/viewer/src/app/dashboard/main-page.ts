import { cut, shortAddress } from "../../data/label-of.js";
import type { SessionSummary } from "../server/session-summary.js";

/** What a session is called in a list. */
export interface MainPage {
  title: string;
  /** Without query; undefined where the title is the address, or there is none. */
  address?: string;
}

/** The page that a session was on last: the blank tab that browsers begin with tells nothing. */
export function mainPageOf({ targets = [], state }: SessionSummary): MainPage {
  if (state === "unreadable") return { title: "Unreadable recording" };
  const target = targets.findLast(({ url }) => url && url !== "about:blank") ?? targets.at(-1);
  const address = target?.url === undefined ? undefined : shortAddress(target.url);
  const title = cut(target?.title ?? "") || address;
  if (!title) return { title: targets.length === 0 ? "No tabs" : "Unnamed tab" };
  return { title, ...(address !== undefined && address !== title && { address }) };
}

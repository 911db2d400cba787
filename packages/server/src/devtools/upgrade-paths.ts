import { splitPath } from "../http/prefixes.js";

/** What a client wants that asks for a WebSocket. */
export type UpgradeTarget =
  | { kind: "acquire" }
  | { kind: "session"; sessionId: string }
  | { kind: "page"; sessionId: string | undefined; targetId: string };

const SESSION = "([0-9a-fA-F-]{36})";
const TARGET = "([\\w.-]{1,128})";
const OF_SESSION = new RegExp(`^/devtools/browser/${SESSION}$`);
const OF_SESSION_PAGE = new RegExp(`^/devtools/browser/${SESSION}/page/${TARGET}$`);
const OF_PAGE = new RegExp(`^/devtools/page/${TARGET}$`);

/** @param path - without a query; undefined for one that has no WebSocket */
export function parseUpgradePath(path: string): UpgradeTarget | undefined {
  const trimmed = path.replace(/(.)\/$/, "$1");
  const { rest } = splitPath(trimmed);
  // Clients that are given no path connect to the server's address itself.
  if (rest === "/devtools/browser" || trimmed === "/") return { kind: "acquire" };
  const session = OF_SESSION.exec(rest);
  if (session?.[1]) return { kind: "session", sessionId: session[1].toLowerCase() };
  const page = OF_SESSION_PAGE.exec(rest);
  if (page?.[2]) return { kind: "page", sessionId: page[1]?.toLowerCase(), targetId: page[2] };
  const targetId = OF_PAGE.exec(rest)?.[1];
  return targetId === undefined ? undefined : { kind: "page", sessionId: undefined, targetId };
}

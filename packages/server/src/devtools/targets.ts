import { judge } from "../cdp/command-policy.js";
import { ApiError } from "../http/api-error.js";
import type { Browser } from "../sessions/browser.js";

/** A page, as Chromium's own list has it. */
export interface ListedTarget {
  id: string;
  type: string;
  title: string;
  url: string;
  description: string;
  webSocketDebuggerUrl: string;
}

interface TargetInfo {
  targetId: string;
  type: string;
  title: string;
  url: string;
}

/** The pages of a browser. @param addressOf - of a page's own socket */
export async function listTargets(
  { multiplexer }: Browser,
  addressOf: (targetId: string) => string,
): Promise<ListedTarget[]> {
  const { targetInfos } = await multiplexer.call("Target.getTargets", { filter: PAGES });
  return (targetInfos as TargetInfo[]).map(({ targetId, type, title, url }) => ({
    id: targetId,
    type,
    title,
    url,
    description: "",
    webSocketDebuggerUrl: addressOf(targetId),
  }));
}

const PAGES = [{ type: "page" }, { exclude: true }];

/** What can be done with a page by its address, and what Chromium answers then. */
export const TARGET_ACTIONS = [
  {
    action: "activate",
    methods: ["GET" as const],
    command: "Target.activateTarget",
    text: "Target activated",
  },
  {
    action: "close",
    methods: ["GET" as const, "DELETE" as const],
    command: "Target.closeTarget",
    text: "Target is closing",
  },
];

/** @throws ApiError 404 */
export async function findTarget(
  browser: Browser,
  targetId: string,
  addressOf: (targetId: string) => string,
): Promise<ListedTarget> {
  const target = (await listTargets(browser, addressOf)).find(({ id }) => id === targetId);
  if (!target) throw noTarget();
  return target;
}

/** @throws ApiError 404 */
export async function callTarget(
  { multiplexer }: Browser,
  command: string,
  targetId: string,
): Promise<void> {
  await multiplexer.call(command, { targetId }).catch(() => {
    throw noTarget();
  });
}

/** @throws ApiError 403 for an address that reaches the machine */
export function checkAddress(url: string): void {
  // No address is allowed for the directory of a session, so none needs to be named.
  const verdict = judge({ id: 0, method: "Target.createTarget", params: { url } }, "");
  if (verdict.kind === "refuse") throw new ApiError(403, "forbidden", verdict.error.message);
}

/** @returns the target's id. @throws ApiError 400; 403 as `checkAddress` */
export async function openPage({ multiplexer }: Browser, url: string): Promise<string> {
  checkAddress(url);
  try {
    const { targetId } = await multiplexer.call("Target.createTarget", { url });
    return targetId as string;
  } catch (error) {
    throw new ApiError(
      400,
      "bad-request",
      `The page cannot be opened: ${(error as Error).message}`,
    );
  }
}

/** Chromium takes the whole query for the address of a new page; Cloudflare has it in `url`. */
export function addressIn(path: string): string {
  const query = path.split("?").slice(1).join("?");
  const named = new URLSearchParams(query).get("url");
  if (named !== null) return named;
  const whole = query.replace(/(?:^|&)token=[^&]*/, "");
  // One with a lone percent sign is taken as it is.
  return URL.canParse(whole) ? whole : decode(whole) || "about:blank";
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // It is no encoded address: the browser says what it thinks of it.
    return text;
  }
}

function noTarget(): ApiError {
  return new ApiError(404, "not-found", "There is no such page in this session.");
}

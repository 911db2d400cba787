/** Below which the same routes are found: the short way, and Cloudflare's two. */
export const PREFIXES = [
  "",
  "/client/v4/accounts/:account/browser-rendering",
  "/client/v4/accounts/:account/browser-run",
];

const OF_PREFIX = /^(\/client\/v4\/accounts\/[^/]+\/browser-(?:rendering|run))?(\/.*)$/;

/** Takes the prefix off a path. */
export function splitPath(path: string): { prefix: string; rest: string } {
  const [, prefix = "", rest = path] = OF_PREFIX.exec(path) ?? [];
  return { prefix, rest };
}

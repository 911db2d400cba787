/** Behind which part of its path a page of the app has something else than the server's base. */
const PAGES = /\/(?:sessions\/[^/]*\/?)?$/;

/**
 * The path of the server, without a slash at its end: it may be behind a proxy, below any path.
 *
 * @param pathname - of the page that is open
 */
export function basePathOf(pathname: string): string {
  return pathname.replace(PAGES, "");
}

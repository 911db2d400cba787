/**
 * The WebSocket address of the browser behind an HTTP endpoint.
 *
 * @throws when nothing listens there
 */
export async function advertisedSocket(endpoint: string, headers: Record<string, string> = {}) {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/json/version/`;
  const response = await fetch(url, { headers });
  const { webSocketDebuggerUrl } = (await response.json()) as { webSocketDebuggerUrl: string };
  return webSocketDebuggerUrl;
}

import { fetchRecording, type Recording } from "@pagereel/core";
import puppeteer, { type Page } from "puppeteer-core";

/** A session as the server gives it. */
interface Acquired {
  sessionId: string;
  webSocketDebuggerUrl: string;
}

/**
 * Drives a browser of a server, and fetches the recording of it.
 *
 * @param url - of the server, such as `http://127.0.0.1:9322`
 * @param token - with the scopes `drive` and `read`
 */
export async function recordVisit(
  url: string,
  token: string,
  visit: (page: Page) => Promise<void>,
): Promise<Recording> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/devtools/browser?recording=true`, { method: "POST", headers });
  if (!answer.ok) throw new Error(`The server gave no browser: ${await answer.text()}`);
  const { sessionId, webSocketDebuggerUrl } = (await answer.json()) as Acquired;
  const browser = await puppeteer.connect({ browserWSEndpoint: webSocketDebuggerUrl, headers });
  await visit(await browser.newPage());
  // This ends the session; its recording is finished a moment later.
  await browser.close();
  const source = { baseUrl: url, apiToken: token, waitUntilFinished: true };
  return fetchRecording(sessionId, source);
}

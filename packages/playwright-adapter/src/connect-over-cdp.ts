import { RecordingError } from "@pagereel/core";
import {
  addSessionId,
  connectChannel,
  type MaybeRecording,
  override,
  refuseSessionId,
  resolveOptions,
} from "@pagereel/core/adapter";
import type { Browser, ConnectOverCDPOptions } from "playwright-core";
import { advertisedSocket } from "./advertised-socket.js";
import { installedChromium, refuseUnsupported } from "./library.js";
import { recordBrowser } from "./record-browser.js";
import type { BrowserTypeLike, RecordingConnectOverCDP } from "./types.js";

/**
 * Connects to a Chromium over CDP; with `recording`, the pages that it has and those that come are
 * recorded from then on, until `close`, which leaves the browser running.
 *
 * @param endpoint - `http://host:port`, or `ws://host:port/devtools/browser/<id>`
 * @throws RecordingError `INVALID_OPTIONS`, `UNSUPPORTED_BROWSER`, `SINK_WRITE_FAILED`,
 *   `ATTACH_FAILED`; and what Playwright throws
 */
export const connectOverCDP: RecordingConnectOverCDP = async (
  endpoint: string,
  options: ConnectOverCDPOptions & MaybeRecording = {},
) => connectOverCDPWith(await installedChromium(), endpoint, options) as never;

export async function connectOverCDPWith(
  library: BrowserTypeLike,
  endpoint: string,
  { recording, ...options }: ConnectOverCDPOptions & MaybeRecording,
): Promise<Browser> {
  const resolved = recording ? resolveOptions(recording) : undefined;
  if (!resolved) return refuseSessionId(await library.connectOverCDP(endpoint, options));
  refuseUnsupported(library);
  const socket = await browserSocket(endpoint, options.headers);
  const browser = await library.connectOverCDP(endpoint, options);
  try {
    const channel = await connectChannel(socket, options.headers);
    const recorder = await recordBrowser(browser, channel, resolved, "disconnected");
    override(browser, "close", (close) => async (reason) => {
      await recorder.leave("disconnected");
      await close(reason);
    });
    return addSessionId(browser, recorder.sessionId);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The address of the one browser behind an endpoint, to which the recorder connects as well. */
async function browserSocket(endpoint: string, headers: Record<string, string> = {}) {
  const socket = endpoint.startsWith("ws") ? endpoint : await advertisedSocket(endpoint, headers);
  if (new URL(socket).pathname.includes("/devtools/browser/")) return socket;
  throw new RecordingError(
    "UNSUPPORTED_BROWSER",
    "This endpoint does not name one browser (its path has no /devtools/browser/<id>): a second " +
      "connection, which the recorder needs, might start another browser. Connect to the browser's " +
      "own address, or use the Puppeteer adapter, which shares one connection.",
  );
}

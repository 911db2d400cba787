import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import { CDP_WEBSOCKET_ENDPOINT_REGEX, launch } from "@puppeteer/browsers";
import puppeteer from "puppeteer-core";
import { CdpSocket } from "./cdp-socket.ts";
import type { Endpoint, OpenBrowser } from "./endpoint.ts";

const START_TIMEOUT_MS = 30_000;

/** @param folder - of the profiles */
export function directEndpoint(folder: string): Endpoint {
  return { open: () => open(folder), [Symbol.asyncDispose]: async () => undefined };
}

/** The server starts it in the same way, with a pipe instead of the port. */
async function open(folder: string): Promise<OpenBrowser> {
  const userDataDir = await mkdtemp(join(folder, "profile-"));
  const browser = launch({
    executablePath: findChromium(),
    args: [
      ...(await puppeteer.defaultArgs({ headless: true, args: CHROMIUM_ARGS, userDataDir })),
      "--remote-debugging-port=0",
    ],
  });
  const url = await browser.waitForLineOutput(CDP_WEBSOCKET_ENDPOINT_REGEX, START_TIMEOUT_MS);
  const socket = await CdpSocket.connect(url);
  return {
    socket,
    async close() {
      await socket.closeBrowser();
      await browser.hasClosed();
    },
  };
}

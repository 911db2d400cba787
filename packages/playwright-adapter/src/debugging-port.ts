import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RecordingError } from "@pagereel/core";
import { type CdpChannel, connectChannel } from "@pagereel/core/adapter";
import type { Browser } from "playwright-core";
import { advertisedSocket } from "./advertised-socket.js";

/** A browser opens its port within a second, on an overloaded machine within several. */
const PATIENCE_MS = 15_000;
const RETRY_MS = 50;
const PORT_FLAG = "--remote-debugging-port";

/**
 * Adds what lets the recorder reach the browser beside Playwright's own pipe: a port on the loopback
 * interface that the browser chooses, as Puppeteer's launch opens one too.
 */
export function withDebuggingPort<T extends { args?: string[] }>(options: T): T {
  const args = options.args ?? [];
  if (args.some((arg) => arg.startsWith(PORT_FLAG))) return options;
  return { ...options, args: [...args, `${PORT_FLAG}=0`] };
}

/**
 * Opens a channel to a browser that was launched with a debugging port.
 *
 * @throws RecordingError `ATTACH_FAILED`
 */
export async function openDebuggingPort(browser: Browser): Promise<CdpChannel> {
  const commandLine = await commandLineOf(browser);
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (true) {
    try {
      return await connectChannel(await socketOf(commandLine));
    } catch (cause) {
      // The browser writes the file a moment after it is up; an old one is of an earlier run.
      if (Date.now() > giveUpAt) throw unreachable(cause);
      await sleep(RETRY_MS);
    }
  }
}

/** A port that the browser chose is in a file of its profile; one that it was given is not. */
async function socketOf(commandLine: string): Promise<string> {
  const given = new RegExp(`${PORT_FLAG}=([1-9]\\d*)`).exec(commandLine)?.[1];
  if (given) return advertisedSocket(`http://127.0.0.1:${given}`);
  const file = join(profileOf(commandLine), "DevToolsActivePort");
  const [port, path] = (await readFile(file, "utf8")).split("\n");
  return `ws://127.0.0.1:${port}${path}`;
}

async function commandLineOf(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const { commandLine } = await session.send("SystemInfo.getInfo");
  await session.detach();
  return commandLine;
}

function profileOf(commandLine: string): string {
  const profile = /--user-data-dir=(.*?)(?= --|$)/.exec(commandLine)?.[1];
  if (!profile) throw new Error("its command line names no profile");
  return profile.replace(/^"|"$/g, "");
}

function unreachable(cause: unknown): RecordingError {
  return new RecordingError(
    "ATTACH_FAILED",
    `The recorder found no way to the browser: ${(cause as Error).message}. It reaches it by a ` +
      `debugging port on 127.0.0.1: check that no policy and no argument turns that off.`,
    { cause },
  );
}

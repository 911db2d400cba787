import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM_ARGS, findChromium } from "./find-chromium.js";

const START_TIMEOUT_MS = 20_000;
const POLL_MS = 50;

/** A Chromium that runs on its own, to be connected to. */
export interface RunningChromium extends AsyncDisposable {
  /** Such as `http://127.0.0.1:9222`. */
  browserUrl: string;
  close(): Promise<void>;
}

/**
 * Starts a headless Chromium with a debugging port.
 *
 * @param url - what its first page shows
 */
export async function startChromium(url: string): Promise<RunningChromium> {
  const profile = await mkdtemp(join(tmpdir(), "pagereel-chromium-"));
  const args = [
    "--headless=new",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
    ...CHROMIUM_ARGS,
    url,
  ];
  const child = spawn(findChromium(), args, { stdio: "ignore" });
  const exited = once(child, "exit");
  const close = async () => {
    child.kill();
    await exited;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await debuggingPort(profile);
    return { browserUrl: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Chromium writes the port that it chose into its profile. */
async function debuggingPort(profile: string): Promise<string> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt) {
    // Until the browser listens, there is no file.
    const text = await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "");
    const port = text.split("\n")[0];
    if (port) return port;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new Error(`Chromium did not open its debugging port within ${START_TIMEOUT_MS} ms.`);
}

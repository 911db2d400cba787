import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exportHtml, readManifest, type Store } from "@pagereel/core";
import { fetchRecording, launch, memoryStore } from "@pagereel/puppeteer-adapter";
import { startServer } from "@pagereel/server";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import type { Browser } from "puppeteer-core";

/** A recording as one file on disk, or on a server. */
export interface ExportedSession extends AsyncDisposable {
  /** `file:` or `http:` */
  url: string;
}

type Drive = (browser: Browser) => Promise<void>;

/** Records a browser that is driven, and serves what was recorded. */
export async function serveSession(drive: Drive): Promise<ExportedSession> {
  const store = memoryStore();
  const sessionId = await recordSession(store, drive);
  const server = await startServer({
    port: 0,
    logLevel: "silent",
    store,
    chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  });
  return {
    url: `${server.url}/sessions/${sessionId}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

async function recordSession(store: Store, drive: Drive): Promise<string> {
  const browser = await launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    recording: { sink: store },
  });
  try {
    await drive(browser);
  } finally {
    await browser.close();
  }
  return browser.sessionId();
}

/** Records a browser that is driven, and exports what was recorded. */
export async function exportSession(drive: Drive): Promise<ExportedSession> {
  const store = memoryStore();
  const sessionId = await recordSession(store, drive);
  const manifest = await readManifest(store, sessionId);
  const html = await exportHtml(await fetchRecording(sessionId, { store }), { manifest });
  const folder = await mkdtemp(join(tmpdir(), "pagereel-viewer-"));
  const path = join(folder, "replay.html");
  await writeFile(path, html);
  return {
    url: pathToFileURL(path).href,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

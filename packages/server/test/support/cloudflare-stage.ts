import { ReplayBrowser, startFixtureSite } from "@pagereel/testing";
import { type CloudflareServer, startCloudflareServer } from "./cloudflare-server.js";
import { markIn } from "./test-server.js";

/** All that a client of Cloudflare needs to record a page, and a test to look at what it recorded. */
export interface CloudflareStage extends CloudflareServer {
  /** Address of a page with the title `A plain page`. */
  plainPage: string;
  /** The mark that a client left in the page of a session which it has closed. */
  markOf(sessionId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Leaves a mark in a page. */
export function markScript(text: string): string {
  return `document.body.insertAdjacentHTML("beforeend", "<h1 id=mark>${text}</h1>")`;
}

export async function startCloudflareStage(): Promise<CloudflareStage> {
  const [cloudflare, site, replayBrowser] = await Promise.all([
    startCloudflareServer(),
    startFixtureSite(),
    ReplayBrowser.launch(),
  ]);
  return {
    ...cloudflare,
    plainPage: `${site.origin}/plain.html`,
    markOf: async (sessionId) => markIn(await cloudflare.recordingOf(sessionId), replayBrowser),
    async close() {
      await cloudflare.server.close();
      await site.close();
      await replayBrowser.close();
    },
  };
}

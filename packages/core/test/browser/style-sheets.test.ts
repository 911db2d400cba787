import { ReplayBrowser, type RunningChromium, startChromium } from "@pagereel/testing";
import { element, fullSnapshot, meta } from "@pagereel/testing/recordings";
import type { eventWithTime } from "@rrweb/types";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { StyleSheetTexts } from "../../src/cdp/style-sheet-texts.js";
import { TargetSession } from "../../src/cdp/target-session.js";
import { connectChannel } from "../../src/cdp/web-socket-channel.js";
import { resolveOptions } from "../../src/options.js";
import { QueueSpace } from "../../src/session/queue-space.js";
import { TargetRecording } from "../../src/session/target-recording.js";
import { type CountingServer, startCountingServer } from "../support/counting-server.js";

const TIMEOUT_MS = 10_000;

let chromium: RunningChromium;
let replayBrowser: ReplayBrowser;
let cdn: CountingServer;
let site: CountingServer;
let sheetRequests = 0;

beforeAll(async () => {
  [chromium, replayBrowser] = await Promise.all([
    startChromium("about:blank"),
    ReplayBrowser.launch(),
  ]);
  cdn = await startCountingServer({
    "/css/site.css": [
      "text/css; charset=utf-8",
      () => {
        sheetRequests++;
        return "p { color: rgb(1, 2, 3) } .unused { background: url(x.png) }";
      },
    ],
  });
  site = await startCountingServer({
    "/": [
      "text/html; charset=utf-8",
      () => `<link rel="stylesheet" href="${cdn.origin}/css/site.css"><p>x</p>`,
    ],
    "/failing": [
      "text/html; charset=utf-8",
      () => `<link rel="stylesheet" href="${cdn.origin}/failing.css"><p>x</p>`,
    ],
  });
});
afterAll(async () => {
  await Promise.all([chromium.close(), replayBrowser.close()]);
  await Promise.all([cdn[Symbol.asyncDispose](), site[Symbol.asyncDispose]()]);
});

test("the text of a sheet that no script may read is in the recording, without a request", async () => {
  await using recorded = await record({ url: `${cdn.origin}/css/site.css` });
  await vi.waitFor(() => expect(recorded.events).toHaveLength(3), TIMEOUT_MS);
  expect(recorded.gaps).toEqual([]);
  expect(sheetRequests).toBe(1);
  expect(JSON.stringify(recorded.events[2])).toContain(`${cdn.origin}/css/x.png`);
  for (const useVirtualDom of [true, false]) {
    using replay = await replayBrowser.replay(recorded.events, { useVirtualDom });
    expect(await replay.text("style[rel=stylesheet]")).toContain("color: rgb(1, 2, 3)");
    expect(await replay.text("link")).toBeUndefined();
  }
});

test("one that the browser does not have is a gap", async () => {
  await using recorded = await record({ url: `${cdn.origin}/none.css?token=5` });
  await vi.waitFor(() => expect(recorded.gaps).toHaveLength(1), TIMEOUT_MS);
  expect(recorded.gaps[0]).toMatch(
    /^style-sheet-missing: the text of the style sheet http:.*\/none.css could/,
  );
  expect(recorded.events).toHaveLength(2);
});

test("one that failed before the recorder came is no gap: the page is without it, too", async () => {
  const url = `${cdn.origin}/failing.css`;
  await using recorded = await record({ url, path: "/failing", isLate: true });
  await vi.waitFor(() => expect(recorded.events).toHaveLength(2), TIMEOUT_MS);
  await recorded.flush();
  expect(recorded.gaps).toEqual([]);
});

interface Recorded {
  /** Of the sheet that the recorder tells of. */
  url: string;
  path?: string;
  /** The page is there before the recorder. */
  isLate?: boolean;
}

/** Records the site with a recorder that says no more than what is told here. */
async function record({ url, path = "/", isLate = false }: Recorded) {
  const version = await fetch(`${chromium.browserUrl}/json/version`);
  const { webSocketDebuggerUrl } = (await version.json()) as { webSocketDebuggerUrl: string };
  const channel = await connectChannel(webSocketDebuggerUrl);
  const events: eventWithTime[] = [];
  const gaps: string[] = [];
  const recording = new TargetRecording(
    {
      write: (text) => events.push(JSON.parse(text)),
      onUrl: () => undefined,
      onGap: () => undefined,
      onLimit: () => undefined,
    },
    { targetId: "T1", space: new QueueSpace(32_000_000), ...resolveOptions(true) },
  );
  const { targetId } = await send<{ targetId: string }>("Target.createTarget", {
    url: "about:blank",
  });
  const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", {
    targetId,
    flatten: true,
  });
  const script = {
    source: fakeRecorder(url, path),
    binding: "_binding",
    controls: "_controls",
    isolated: { source: "", binding: "_none", world: "_none" },
  };
  const session = new TargetSession(channel, sessionId, {
    script,
    recording,
    texts: new StyleSheetTexts(),
    console: "none",
    onGap: (reason, detail) => gaps.push(`${reason}: ${detail}`),
  });
  channel.onEvent((event) => session.onEvent(event));
  const navigate = () => channel.send("Page.navigate", { url: `${site.origin}${path}` }, sessionId);
  if (isLate) await navigate();
  await session.start(true);
  if (!isLate) await navigate();
  return {
    events,
    gaps,
    flush: async () => {
      await session.flush();
      // The browser is asked for what has failed after that.
      await channel.send("Page.getResourceTree", {}, sessionId);
    },
    [Symbol.asyncDispose]: async () => {
      await channel.send("Target.closeTarget", { targetId });
      await channel.close();
    },
  };

  async function send<T>(method: string, params: object): Promise<T> {
    return (await channel.send(method, params)) as T;
  }
}

function fakeRecorder(url: string, path: string): string {
  const link = element("link", { rel: "stylesheet", href: url });
  const sheets = [{ nodeId: link.id, url, readable: false, isNew: false }];
  const header = { version: 1, documentId: "d", sequence: 0, top: true, idBase: 0, sheets };
  const events = [meta(site.origin), fullSnapshot({ head: [link], body: [element("p")] })];
  const payload = `=${[header, ...events].map((line) => JSON.stringify(line)).join("\n")}`;
  return `if (location.pathname === ${JSON.stringify(path)}) {
    const tell = () => _binding(${JSON.stringify(payload)});
    if (document.readyState === "complete") tell();
    else addEventListener("load", tell);
  }`;
}

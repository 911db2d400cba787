import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileStore } from "@pagereel/core";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import puppeteer from "puppeteer-core";
import { pagereelRemarks } from "../driver/pagereel-remarks.ts";
import { VIEWPORT } from "../driver/viewport.ts";
import { FedPage } from "../node/fed-page.ts";
import type { NodeWorkload, Step } from "../node/node-workload.ts";
import { recordBatches } from "../node/record-batches.ts";
import { peakOfRenderers } from "../observe/renderers.ts";
import { forkServer } from "../server/fork-server.ts";
import { HeapWatch } from "./heap-watch.ts";
import { live } from "./live.ts";
import { measureViewer } from "./measure-viewer.ts";
import { chooseAtRandom, type Moment, noteMoments } from "./moments.ts";
import { ViewerPage } from "./viewer-page.ts";

const EVENTS = { full: 1_500_000, quick: 20_000 };

/** Half of them while the viewer reads the recording still. */
const SEEKS = { full: 40, quick: 4 };

const PLAY_MS = { full: 10_000, quick: 1000 };

const MOMENTS = "moments.json";

const record: Step = async ({ folder, size }) => {
  const moments: Moment[] = [];
  const eventCount = EVENTS[size];
  const chosen = chooseAtRandom(SEEKS[size], eventCount - 100);
  const batches = noteMoments(new FedPage(), eventCount, chosen, moments);
  const recordings = recordingsIn(folder);
  const sessionId = await recordBatches(recordings, batches);
  await writeFile(join(folder, MOMENTS), JSON.stringify(moments));
  return { figures: {}, remarks: await pagereelRemarks(recordings, sessionId) };
};

const watch: Step = async ({ folder, size }) => {
  const moments: Moment[] = JSON.parse(await readFile(join(folder, MOMENTS), "utf8"));
  const { sessionIds } = await fileStore(recordingsIn(folder)).listSessions();
  await using server = await forkServer(recordingsIn(folder));
  await using browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    userDataDir: join(folder, "profile"),
    defaultViewport: VIEWPORT,
  });
  const page = await browser.newPage();
  using heap = await HeapWatch.start(await page.createCDPSession());
  const viewer = await ViewerPage.open(page, `${server.url}/sessions/${sessionIds[0]}`);
  const figures = await measureViewer(viewer, moments, PLAY_MS[size]);
  return {
    figures: {
      ...figures,
      viewerHeapBytes: await heap.collect(),
      viewerHeapPeakBytes: heap.peakBytes,
      viewerPeakBytes: peakOfRenderers(process.pid),
    },
  };
};

function recordingsIn(folder: string): string {
  return join(folder, "recordings");
}

export const viewer: NodeWorkload = {
  name: "viewer",
  about:
    "two hours with 1.5 million events, of a page of some 4000 nodes, in 35 segments: opened in Chromium " +
    "from a server that has a process of its own, sought through while the viewer reads all of it and " +
    "after that, and played at 16x; all in one page, which is never loaded again; and in another one, a " +
    "session that is still recorded",
  steps: { pagereel: { record, watch, live } },
};

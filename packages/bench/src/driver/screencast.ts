import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A CDP session with a page, of either library. */
export interface CdpPage {
  send(method: "Page.startScreencast", params: object): Promise<unknown>;
  send(method: "Page.screencastFrameAck", params: { sessionId: number }): Promise<unknown>;
  on(event: "Page.screencastFrame", listener: (frame: Frame) => void): unknown;
}

interface Frame {
  /** A JPEG, in base64. */
  data: string;
  sessionId: number;
}

/** ms. A page that has just come is not shown yet, and cannot be cast until then. */
const ACTIVE_TIMEOUT_MS = 5000;
const POLL_MS = 50;

async function startWhenActive(page: CdpPage): Promise<void> {
  const giveUpAt = performance.now() + ACTIVE_TIMEOUT_MS;
  for (;;) {
    try {
      await page.send("Page.startScreencast", { format: "jpeg", quality: 80 });
      return;
    } catch (error) {
      const isHidden = (error as Error).message.includes("active page");
      if (!isHidden || performance.now() > giveUpAt) throw error;
      await setTimeout(POLL_MS);
    }
  }
}

/** The frames of all pages of a browser, as files. */
export class Screencast {
  readonly #folder: string;
  readonly #writing = new Set<Promise<void>>();
  #frames = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(page: CdpPage): Promise<void> {
    page.on("Page.screencastFrame", (frame) => {
      const saved = this.#save(page, frame).finally(() => this.#writing.delete(saved));
      this.#writing.add(saved);
    });
    await startWhenActive(page);
  }

  /** Waits until every frame that came is written. */
  async stop(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async #save(page: CdpPage, { data, sessionId }: Frame): Promise<void> {
    const name = `${String(++this.#frames).padStart(6, "0")}.jpeg`;
    await writeFile(join(this.#folder, name), Buffer.from(data, "base64"));
    await page.send("Page.screencastFrameAck", { sessionId }).catch(() => {
      // The page was closed while its frame was written; nobody waits for more of it.
    });
  }
}

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Site } from "./site.ts";

/** What a tour types; none of it may be readable in the recording. */
export const TYPED = {
  chat: "Who takes the late shift?",
  email: "night.porter@parcels.example",
  password: "correct horse battery staple",
  address: "The green door behind the bakery",
  parcel: "PX-48151623",
  note: "The label was torn",
};

/** Moments at which the live page was photographed. */
export type MomentName = "form" | "choices" | "modal" | "table" | "popup" | "frame";

/** What one drive through the applications leaves behind. */
export interface TourResult {
  sessionId: string;
  /** ms since the epoch, by moment. */
  moments: Record<MomentName, number>;
}

/** Drives a recorded browser of its own through the site and closes it. */
export type Tour = (site: Site, journal: Journal) => Promise<TourResult>;

export const VIEWPORT = { width: 1280, height: 800 };

/** Long enough for the applications' animations (300 ms) to end. */
const REST_MS = 500;

/** Tells what happens and photographs moments. */
export class Journal {
  readonly moments = {} as Record<MomentName, number>;
  readonly #folder: string;
  #steps = 0;

  /** @param folder - where the pictures go */
  constructor(folder: string) {
    this.#folder = folder;
  }

  step(text: string): void {
    this.#steps++;
    console.log(`  ${String(this.#steps).padStart(2)} ${text}`);
  }

  /** Waits until the page is at rest, notes the time and takes `<name>-live.png`. */
  async photograph(name: MomentName, page: Photographable): Promise<void> {
    await sleep(REST_MS);
    this.moments[name] = Date.now();
    await page.screenshot({ path: join(this.#folder, `${name}-live.png`) as `${string}.png` });
  }
}

/** A page of either library. */
interface Photographable {
  screenshot(options: { path: `${string}.png` }): Promise<unknown>;
}

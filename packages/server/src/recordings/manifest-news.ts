import type { Manifest } from "@pagereel/core";

/** ms between two manifests that are sent: a long session's is large, and changes with each event. */
const INTERVAL_MS = 1000;

/** The manifests of a session that are worth telling. */
export class ManifestNews {
  #last: Manifest | undefined;
  #sent = "";
  #sentAt = -Infinity;
  #isDue = false;

  /** The one that was taken last. */
  get last(): Partial<Manifest> {
    return this.#last ?? {};
  }

  /** ms until one is to be told, or Infinity. */
  get waitMs(): number {
    return this.#isDue ? Math.max(0, this.#sentAt + INTERVAL_MS - performance.now()) : Infinity;
  }

  take(manifest: Manifest): void {
    this.#last = manifest;
    this.#isDue = textOf(manifest) !== this.#sent;
  }

  /**
   * @param isHurried - does not wait for its time
   * @returns the one to tell now
   */
  due(isHurried: boolean): Manifest | undefined {
    if (!this.#last || !this.#isDue || (this.waitMs > 0 && !isHurried)) return undefined;
    this.#sent = textOf(this.#last);
    this.#sentAt = performance.now();
    this.#isDue = false;
    return this.#last;
  }
}

/** That it was written again is no news. */
function textOf({ updatedAt: _, ...rest }: Manifest): string {
  return JSON.stringify(rest);
}

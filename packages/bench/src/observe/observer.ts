import { setTimeout as sleep } from "node:timers/promises";
import { parseBytesRead, parseResidentBytes, parseSchedStat, parseStat } from "./proc-text.ts";
import { descendantsOf, readProcFile } from "./process-tree.ts";
import { isRenderer } from "./renderers.ts";
import type { Sample } from "./sample.ts";

/** A process that ends has its last figures from here, so at most this long is missed of it. */
const INTERVAL_MS = 100;

/** Browser and Node are quiet when they use no more than this of a CPU, for so long. */
const QUIET_SHARE = 0.1;
const QUIET_MS = 400;

/** A page may have something that never ends. */
const QUIET_TIMEOUT_MS = 20_000;

/**
 * Watches a Node process and the browser that it starts, from outside: what is measured does not
 * have to measure, and it is the same for all that is measured.
 */
export class Observer implements Disposable {
  readonly #node: number;
  readonly #timer: NodeJS.Timeout;
  /** The last figures of every process that there was. */
  readonly #browserMs = new Map<number, number>();
  readonly #mainThreadMs = new Map<number, number>();
  readonly #renderers = new Set<number>();

  /** @param node - id of the process, which has no other children than its browser */
  constructor(node: number) {
    this.#node = node;
    this.#timer = setInterval(() => this.#look(), INTERVAL_MS).unref();
  }

  /** @throws Error when the process is gone */
  sample(): Sample {
    const renderers = this.#look();
    return {
      mainThreadMs: sum(this.#mainThreadMs.values()),
      browserMs: sum(this.#browserMs.values()),
      nodeMs: parseStat(this.#ofNode("stat")).cpuMs,
      readBytes: parseBytesRead(this.#ofNode("io")),
      rendererBytes: sum(
        renderers.map((id) => parseResidentBytes(readProcFile(id, "status") ?? "")),
      ),
      nodeBytes: parseResidentBytes(this.#ofNode("status")),
    };
  }

  /**
   * Waits until what was started has been done: what a recorder has put off belongs to its cost.
   *
   * @returns the figures then
   */
  async sampleWhenQuiet(): Promise<Sample> {
    const deadline = performance.now() + QUIET_TIMEOUT_MS;
    let before = this.sample();
    for (;;) {
      await sleep(QUIET_MS);
      const now = this.sample();
      const used = now.browserMs + now.nodeMs - before.browserMs - before.nodeMs;
      if (used <= QUIET_MS * QUIET_SHARE || performance.now() > deadline) return now;
      before = now;
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  /** @returns the ids of the renderers */
  #look(): number[] {
    const browser = descendantsOf(this.#node);
    for (const [id, { cpuMs }] of browser) this.#browserMs.set(id, cpuMs);
    const renderers = [...browser.keys()].filter((id) => this.#isRenderer(id));
    for (const id of renderers) {
      const schedStat = readProcFile(id, "schedstat");
      if (schedStat !== undefined) this.#mainThreadMs.set(id, parseSchedStat(schedStat));
    }
    return renderers;
  }

  #isRenderer(id: number): boolean {
    if (!this.#renderers.has(id) && isRenderer(id)) this.#renderers.add(id);
    return this.#renderers.has(id);
  }

  #ofNode(file: string): string {
    const text = readProcFile(this.#node, file);
    if (text === undefined) throw new Error("The measured process ended before its time.");
    return text;
  }
}

function sum(figures: Iterable<number>): number {
  return [...figures].reduce((total, figure) => total + figure, 0);
}

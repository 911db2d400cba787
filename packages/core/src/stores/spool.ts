import fsp from "node:fs/promises";
import path from "node:path";
import { RecordingError } from "@pagereel/protocol";
import { replaceFile, replaceFileSync, type StoredFile } from "./files.js";
import { type IngestItem, sessionOf } from "./http-item.js";
import { readFile } from "./read-files.js";
import { compareItems, parseSpoolName, spoolNameOf } from "./spool-name.js";
import { cannotRead } from "./store-errors.js";

/** The part that only manifests may use, so that a full spool still tells what is missing. */
const MANIFEST_SHARE = 1 / 16;

export interface SpoolOptions {
  /** Made where it is missing, and then ignores itself in git. */
  root: string;
  /** Below the root, or the root. */
  directory: string;
  /** Bytes of all files. */
  maxBytes: number;
}

/**
 * Keeps on the disk what a server has not taken yet: a file for each request, which holds its body
 * and nothing else. Several processes may use the same directory; each one counts what it found and
 * what it added.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #sizes = new Map<string, number>();
  #usedBytes = 0;

  constructor(options: SpoolOptions) {
    this.#options = options;
  }

  /**
   * Finds what earlier processes left.
   *
   * @returns by session, in the order of their start; the items of each in the order to send them in
   * @throws RecordingError `STORE_READ_FAILED`
   */
  async scan(): Promise<Map<string, IngestItem[]>> {
    const items: IngestItem[] = [];
    for (const name of await this.#list()) {
      const item = parseSpoolName(name);
      if (!item) continue;
      items.push(item);
      this.#count(name, await sizeOf(this.#file(item).path));
    }
    return Map.groupBy(items.sort(compareItems), sessionOf);
  }

  async #list(): Promise<string[]> {
    const { directory } = this.#options;
    try {
      return await fsp.readdir(directory);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw cannotRead(directory, cause);
    }
  }

  /** @throws RecordingError `SINK_WRITE_FAILED`, also where the spool is full */
  async add(item: IngestItem, body: Uint8Array): Promise<void> {
    const forget = this.#makeRoom(item, body.length);
    try {
      await replaceFile(this.#file(item), body);
    } catch (cause) {
      forget();
      throw this.#unwritable(cause);
    }
  }

  /** The same without waiting. */
  addSync(item: IngestItem, body: Uint8Array): void {
    const forget = this.#makeRoom(item, body.length);
    try {
      replaceFileSync(this.#file(item), body);
    } catch (cause) {
      forget();
      throw this.#unwritable(cause);
    }
  }

  /**
   * @returns undefined where another process has sent it
   * @throws RecordingError `STORE_READ_FAILED`
   */
  read(item: IngestItem): Promise<Buffer | undefined> {
    return readFile(this.#file(item), this.#options.maxBytes);
  }

  /** Removes what has been sent, or is of no use any more. Never throws: what stays is sent again. */
  async remove(item: IngestItem): Promise<void> {
    try {
      await fsp.rm(this.#file(item).path, { force: true });
      this.#count(spoolNameOf(item), 0);
    } catch {
      // It goes on counting, and the next process sends it once more, which does no harm.
    }
  }

  /** @returns what takes it back */
  #makeRoom(item: IngestItem, bytes: number): () => void {
    const { maxBytes, directory } = this.#options;
    const name = spoolNameOf(item);
    const before = this.#sizes.get(name) ?? 0;
    const limit = item.kind === "manifest" ? maxBytes : maxBytes * (1 - MANIFEST_SHARE);
    if (this.#usedBytes - before + bytes > limit) throw full(directory, maxBytes);
    this.#count(name, bytes);
    return () => this.#count(name, before);
  }

  #count(name: string, bytes: number): void {
    this.#usedBytes += bytes - (this.#sizes.get(name) ?? 0);
    if (bytes > 0) this.#sizes.set(name, bytes);
    else this.#sizes.delete(name);
  }

  #file(item: IngestItem): StoredFile {
    const { root, directory } = this.#options;
    return { root, path: path.join(directory, spoolNameOf(item)) };
  }

  #unwritable(cause: unknown): RecordingError {
    // The sentence of a store ends with what to do about a store; that of a link has no cause.
    const { message } = ((cause as Error).cause ?? cause) as Error;
    const why = message.replace(/\.$/, "");
    return new RecordingError(
      "SINK_WRITE_FAILED",
      `The spool in "${this.#options.directory}" cannot be written: ${why}. Make it writable, ` +
        `or give another spoolDirectory.`,
      { cause },
    );
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await fsp.stat(file)).size;
  } catch {
    // Another process has sent it by now.
    return 0;
  }
}

function full(directory: string, maxBytes: number): RecordingError {
  return new RecordingError(
    "SINK_WRITE_FAILED",
    `The spool in "${directory}" is full (maxSpoolBytes: ${maxBytes}).`,
  );
}

import QuickLRU from "quick-lru";
import type { ObjectDriver } from "./object-store-driver.js";
import { manifestChanged } from "./object-store-errors.js";
import { sessionKeys } from "./object-store-keys.js";

/** Manifests whose version, as last read or written, is remembered. */
const REMEMBERED_VERSIONS = 10_000;

/**
 * The manifests of an object store.
 *
 * Where the storage has conditional writes, the process that created a manifest may always replace
 * it. Another one, such as one that completes what a crash left, replaces what it has read only: if
 * the recording process was alive after all and wrote since, its manifest stays.
 */
export class ObjectManifests {
  /** Keys that this process created, while their session lasts. */
  readonly #own = new Set<string>();
  readonly #versions = new QuickLRU<string, string>({ maxSize: REMEMBERED_VERSIONS });
  /** What was to be the first content of a key, while no answer came. */
  readonly #tried = new Map<string, Uint8Array[]>();
  readonly #writing = new Map<string, Promise<void>>();

  constructor(
    private readonly driver: ObjectDriver,
    private readonly prefix: string,
  ) {}

  async read(sessionId: string): Promise<string | undefined> {
    const key = sessionKeys(this.prefix, sessionId).manifest;
    const object = await this.driver.get(key);
    this.#remember(key, object?.version);
    return object && Buffer.from(object.bytes).toString("utf8");
  }

  /**
   * Writes one after the other, so that the last one is the one that stays.
   *
   * @param isLast - true where its session has ended: whoever changes it then has read it
   * @throws RecordingError `SINK_WRITE_FAILED`
   */
  write(sessionId: string, text: string, isLast: boolean): Promise<void> {
    const key = sessionKeys(this.prefix, sessionId).manifest;
    const write = () => this.#write(key, Buffer.from(text), isLast);
    const before = this.#writing.get(key) ?? Promise.resolve();
    // Whoever called for the one before hears of its failure.
    const writing = before.then(write, write).finally(() => {
      if (this.#writing.get(key) === writing) this.#writing.delete(key);
    });
    this.#writing.set(key, writing);
    return writing;
  }

  /** For a session that was deleted. */
  forget(sessionId: string): void {
    const key = sessionKeys(this.prefix, sessionId).manifest;
    this.#own.delete(key);
    this.#tried.delete(key);
    this.#versions.delete(key);
  }

  async #write(key: string, bytes: Uint8Array, isLast: boolean): Promise<void> {
    const version = this.#versions.get(key);
    if (!this.driver.putIf || this.#own.has(key)) {
      this.#remember(key, await this.driver.put(key, bytes));
    } else if (version) {
      await this.#replace(key, bytes, version);
    } else {
      await this.#create(key, bytes);
    }
    if (isLast) this.#own.delete(key);
  }

  async #replace(key: string, bytes: Uint8Array, version: string): Promise<void> {
    const written = await this.driver.putIf?.(key, bytes, { version });
    this.#remember(key, written ? written.version : await this.#versionOfOurs(key, [bytes]));
  }

  async #create(key: string, bytes: Uint8Array): Promise<void> {
    const tried = [bytes, ...(this.#tried.get(key) ?? [])];
    this.#tried.set(key, tried.slice(0, 2));
    const written = await this.driver.putIf?.(key, bytes, "absent");
    if (!written) await this.#versionOfOurs(key, tried);
    this.#own.add(key);
    this.#tried.delete(key);
    this.#remember(key, written ? written.version : await this.driver.put(key, bytes));
  }

  /**
   * For a write whose condition did not hold: the answer to an earlier one can have been lost on its
   * way, so that what is in its way is of this process.
   */
  async #versionOfOurs(key: string, ours: Uint8Array[]): Promise<string | undefined> {
    const present = await this.driver.get(key);
    if (present && ours.some((bytes) => Buffer.compare(present.bytes, bytes) === 0)) {
      return present.version;
    }
    throw manifestChanged(key, this.driver.name);
  }

  #remember(key: string, version: string | undefined): void {
    if (version) this.#versions.set(key, version);
    else this.#versions.delete(key);
  }
}

import { setTimeout as delay } from "node:timers/promises";
import type { Manifest } from "@pagereel/protocol";
import QuickLRU from "quick-lru";
import type { ObjectDriver } from "./object-store-driver.js";
import { manifestChanged } from "./object-store-errors.js";
import { sessionKeys } from "./object-store-keys.js";

/** Manifests whose version, as last read or written, is remembered. */
const REMEMBERED_VERSIONS = 10_000;

/** Storages that are files show a manifest while it is written: then it is read again. */
const MAX_LOOKS = 10;
const LOOK_MS = 20;

/**
 * The manifests of an object store.
 *
 * The recording process writes its own as it likes, also through servers that come and go. One that
 * says `recovered` is another process's, which took the recording one for dead: where the storage has
 * conditional writes, it replaces only what was read here before. If the recording process was alive
 * after all and wrote since, its manifest stays.
 */
export class ObjectManifests {
  readonly #versions = new QuickLRU<string, string>({ maxSize: REMEMBERED_VERSIONS });
  readonly #writing = new Map<string, Promise<void>>();

  constructor(
    private readonly driver: ObjectDriver,
    private readonly prefix: string,
  ) {}

  async read(sessionId: string): Promise<string | undefined> {
    const key = sessionKeys(this.prefix, sessionId).manifest;
    for (let look = 1; ; look++) {
      const object = await this.driver.get(key);
      this.#remember(key, object?.version);
      const text = object && Buffer.from(object.bytes).toString("utf8");
      if (text === undefined || look === MAX_LOOKS || isJson(text)) return text;
      await delay(LOOK_MS);
    }
  }

  /**
   * Writes one after the other, so that the last one is the one that stays.
   *
   * @throws RecordingError `SINK_WRITE_FAILED`
   */
  write(manifest: Manifest): Promise<void> {
    const key = sessionKeys(this.prefix, manifest.sessionId).manifest;
    const bytes = Buffer.from(JSON.stringify(manifest));
    const isRecovered = manifest.state === "recovered";
    const write = async () => {
      const put = isRecovered ? this.#replaceRead(key, bytes) : this.driver.put(key, bytes);
      this.#remember(key, await put);
    };
    const before = this.#writing.get(key) ?? Promise.resolve();
    // Whoever called for the one before hears of its failure.
    const writing = before.then(write, write).finally(() => {
      if (this.#writing.get(key) === writing) this.#writing.delete(key);
    });
    this.#writing.set(key, writing);
    return writing;
  }

  async #replaceRead(key: string, bytes: Uint8Array): Promise<string | undefined> {
    const { driver } = this;
    if (!driver.putIf) return driver.put(key, bytes);
    const version = this.#versions.get(key);
    const written = await driver.putIf(key, bytes, version ? { version } : "absent");
    if (written) return written.version;
    // The answer to a write can be lost on its way, and the client repeat a write that was made.
    const present = await driver.get(key);
    if (present && Buffer.compare(present.bytes, bytes) === 0) return present.version;
    throw manifestChanged(key, driver.name);
  }

  #remember(key: string, version: string | undefined): void {
    if (version) this.#versions.set(key, version);
    else this.#versions.delete(key);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Cut, for now or for good.
    return false;
  }
}

import { RecordingError } from "@pagereel/protocol";
import type { ObjectDriver } from "./object-store-driver.js";

/** For a manifest that another process wrote meanwhile. */
export function manifestChanged(key: string, store: string): RecordingError {
  return new RecordingError(
    "SINK_WRITE_FAILED",
    `Did not write "${key}" to ${store}: another process wrote it since it was last read here. ` +
      `Read the manifest again before changing it.`,
  );
}

/** For a part whose length is not what its key says. */
export function damagedPart(key: string, store: string, bytes: number): RecordingError {
  return new RecordingError(
    "STORE_READ_FAILED",
    `"${key}" of ${store} has ${bytes} bytes, not as many as its name says. It was changed after ` +
      `it was written; delete the session.`,
  );
}

/** The same driver; what it throws is a `RecordingError` that says what failed, and what to do. */
export function explained(driver: ObjectDriver): ObjectDriver {
  const { name, maxObjectBytes } = driver;

  async function attempt<T>(isWrite: boolean, what: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw new RecordingError(
        isWrite ? "SINK_WRITE_FAILED" : "STORE_READ_FAILED",
        `Cannot ${what} ${name}: ${driver.explain(error)}`,
        { cause: withoutSecrets(error) },
      );
    }
  }

  return {
    name,
    maxObjectBytes,
    put: (key, bytes) => attempt(true, `write "${key}" to`, () => driver.put(key, bytes)),
    ...(driver.putIf && {
      putIf: (key, bytes, condition) =>
        attempt(
          true,
          `write "${key}" to`,
          async () => driver.putIf?.(key, bytes, condition) ?? false,
        ),
    }),
    get: (key) => attempt(false, `read "${key}" of`, () => driver.get(key)),
    exists: (key) => attempt(false, `look for "${key}" in`, () => driver.exists(key)),
    delete: (key) => attempt(true, `delete "${key}" of`, () => driver.delete(key)),
    listKeys: (prefix) => attempt(false, `list "${prefix}" of`, () => driver.listKeys(prefix)),
    listFolders: (prefix, after) =>
      attempt(false, `list "${prefix}" of`, () => driver.listFolders(prefix, after)),
    explain: (error) => driver.explain(error),
  };
}

/**
 * The message of an error, in which URLs have no query string (it may be a signature) and no user.
 */
export function safeMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@"']*@/gi, "$1")
    .replace(/(\b[a-z][a-z\d+.-]*:\/\/[^\s?"']*)\?[^\s"']*/gi, "$1");
}

/** Errors of clients carry the request, and with it what was signed: only name and message go on. */
function withoutSecrets(error: unknown): Error {
  const safe = new Error(safeMessage(error));
  if (error instanceof Error) safe.name = error.name;
  return safe;
}

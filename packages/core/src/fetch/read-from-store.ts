import { RecordingError } from "@pagereel/protocol";
import type { Store } from "../stores/store.js";

/**
 * Reads from a store of anyone's making.
 *
 * @param what - that is read, for the message
 * @throws RecordingError the store's own, else `STORE_READ_FAILED`
 */
export async function readFromStore<T>(
  store: Store,
  what: string,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof RecordingError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RecordingError(
      "STORE_READ_FAILED",
      `Failed to read ${what} from the ${store.name}: ${why}. See that the store can be reached, ` +
        `and read again.`,
      { cause },
    );
  }
}

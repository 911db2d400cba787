import type { ObjectDriver } from "./object-store-driver.js";
import { safeMessage } from "./object-store-errors.js";
import type { UnstorageLike } from "./unstorage-options.js";

/** An unstorage storage as `objectStore` needs it. */
export function unstorageDriver(
  storage: UnstorageLike,
  { prefix, maxObjectBytes }: { prefix: string; maxObjectBytes: number },
): ObjectDriver {
  const name = `unstorage store${prefix && ` at "${prefix}"`}`;

  async function get(key: string) {
    const value = await storage.getItemRaw(key);
    return value === null || value === undefined ? undefined : { bytes: toBytes(value) };
  }

  /** unstorage has colons between the parts of a key. */
  async function listKeys(folder: string) {
    const keys = await storage.getKeys(folder);
    return keys.map((key) => key.replaceAll(":", "/"));
  }

  /** It gives all keys at once, not a part of them. */
  async function listFolders(folder: string) {
    const keys = await listKeys(folder);
    const inside = keys.map((key) => key.slice(folder.length));
    const names = inside
      .filter((key) => key.includes("/"))
      .map((key) => key.split("/", 1)[0] ?? "");
    return { names: [...new Set(names)].sort(), isLast: true };
  }

  return {
    name,
    maxObjectBytes,
    put: async (key, bytes) => {
      // Some drivers keep what they are given, and some take nothing but Node's buffers.
      await storage.setItemRaw(key, Buffer.from(bytes));
      return undefined;
    },
    get,
    exists: async (key) => storage.hasItem(key),
    delete: async (key) => storage.removeItem(key),
    listKeys,
    listFolders,
    explain: (error) => `${safeMessage(error).replace(/\.$/, "")}. See that its driver works.`,
  };
}

/** Drivers give what their client gives; those that store texts give the bytes as base64 decoded. */
function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  // A driver that gives JSON back as it was written.
  if (typeof value === "string") return Buffer.from(value);
  throw new Error(`the driver gave a value of type ${typeof value}, not bytes`);
}

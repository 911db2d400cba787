import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleManifest } from "@pagereel/testing/recordings";
import { type RedisServer, startRedisServer } from "@pagereel/testing/redis-server";
import { describeStore } from "@pagereel/testing/store-contract";
import { createStorage, type Storage } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import redisDriver from "unstorage/drivers/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SESSION, storeSession, timestampsOf } from "../../test/support/stored-session.js";
import { fetchRecording } from "../fetch/fetch-recording.js";
import { type UnstorageLike, unstorageStore } from "../unstorage.js";

const ref = { sessionId: SESSION, targetId: "A1B2", number: 1 };

let redis: RedisServer | undefined;
let temporary: string;
let prefixes = 0;
const storages: Storage[] = [];

beforeAll(async () => {
  redis = await startRedisServer();
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-unstorage-"));
});
afterAll(async () => {
  for (const storage of storages) await storage.dispose();
  await redis?.close();
  await rm(temporary, { recursive: true });
});

function redisStorage(): Storage {
  // The driver hands its options on to the client, which takes a socket's path as well.
  const options: Parameters<typeof redisDriver>[0] & { path: string } = { path: redis?.path ?? "" };
  const storage = createStorage({ driver: redisDriver(options) });
  storages.push(storage);
  return storage;
}

describeStore("unstorageStore of memory", () => unstorageStore(createStorage()));
describeStore("unstorageStore of Redis", () =>
  unstorageStore(redisStorage(), { prefix: `store-${++prefixes}` }),
);
describeStore("unstorageStore of files", async () => {
  const base = await mkdtemp(path.join(temporary, "store-"));
  return unstorageStore(createStorage({ driver: fsDriver({ base }) }));
});

describe("what is in the storage", () => {
  test("makes a recording again, in Redis too", async () => {
    const prefix = `store-${++prefixes}`;
    await storeSession(unstorageStore(redisStorage(), { prefix }), { A1: [[1, 2], [3]] });
    const store = unstorageStore(redisStorage(), { prefix });
    const { events } = await fetchRecording(SESSION, { store });
    expect(timestampsOf(events)).toEqual({ A1: [1, 2, 3] });
  });

  test("has the keys that are documented, in parts of a size that the driver takes", async () => {
    const base = await mkdtemp(path.join(temporary, "store-"));
    const storage = createStorage({ driver: fsDriver({ base }) });
    const store = unstorageStore(storage, { maxObjectBytes: 4 });
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    await store.appendSegment(ref, 0, Buffer.from("one two"));
    const folder = `pagereel:${SESSION}`;
    expect((await storage.getKeys()).sort()).toEqual([
      `${folder}:A1B2-0001:0000000000-0000000004.zst`,
      `${folder}:A1B2-0001:0000000004-0000000007.zst`,
      `${folder}:manifest.json`,
    ]);
    expect(await readdir(path.join(base, "pagereel"))).toEqual([SESSION]);
    expect(await store.readSegment(ref)).toEqual(Buffer.from("one two"));
  });

  test("is beside what others put there", async () => {
    const storage = createStorage();
    await storage.setItem("settings", { theme: "dark" });
    await storage.setItem(`pagereel:notes:manifest.json`, "x");
    const store = unstorageStore(storage);
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    expect((await store.listSessions()).sessionIds).toEqual([SESSION]);
    await store.deleteSession(SESSION);
    expect((await storage.getKeys()).sort()).toEqual(["pagereel:notes:manifest.json", "settings"]);
  });
});

describe("a driver that fails", () => {
  const address = "https://user:hunter2@store.example/a?sig=hunter2";
  const fail = async (): Promise<never> => {
    throw new Error(`[PUT] "${address}": 403 Forbidden`);
  };
  const failing: UnstorageLike = {
    hasItem: fail,
    getItemRaw: fail,
    setItemRaw: fail,
    removeItem: fail,
    getKeys: fail,
  };

  test("makes an error that says what failed, without secrets", async () => {
    const store = unstorageStore(failing);
    await expect(store.appendSegment(ref, 0, Buffer.from("x"))).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringContaining('[PUT] "https://store.example/a": 403 Forbidden'),
      cause: { message: '[PUT] "https://store.example/a": 403 Forbidden' },
    });
    const unreadable = { code: "STORE_READ_FAILED" };
    await expect(store.readSegment(ref)).rejects.toMatchObject(unreadable);
    await expect(store.readManifest(SESSION)).rejects.toMatchObject(unreadable);
    await expect(store.listSessions()).rejects.toMatchObject(unreadable);
  });

  test("which gives no bytes is one", async () => {
    const store = unstorageStore({ ...failing, getItemRaw: async () => ({ a: 1 }) });
    await expect(store.readManifest(SESSION)).rejects.toThrow(/gave a value of type object/);
  });
});

describe("options", () => {
  test.each([undefined, null, {}, createStorage])("no storage: %s", (storage) => {
    expect(() => unstorageStore(storage as unknown as UnstorageLike)).toThrow(
      expect.objectContaining({
        code: "INVALID_OPTIONS",
        message: expect.stringContaining("createStorage({ driver })"),
      }),
    );
  });

  test("unknown ones are refused", () => {
    expect(() => unstorageStore(createStorage(), { base: "x" } as object)).toThrow(
      expect.objectContaining({ code: "INVALID_OPTIONS" }),
    );
  });

  test("the name says where it is", () => {
    expect(unstorageStore(createStorage()).name).toBe('unstorage store at "pagereel/"');
    expect(unstorageStore(createStorage(), { prefix: "" }).name).toBe("unstorage store");
  });
});

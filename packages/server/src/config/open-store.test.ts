import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore } from "@pagereel/core";
import { expect, test } from "vitest";
import { openStore } from "./open-store.js";

test("a directory becomes a store of files", async () => {
  const directory = await mkdtemp(join(tmpdir(), "pagereel-store-"));
  const store = await openStore(directory);
  expect(store.name).toContain(directory);
  expect(await store.listSessions()).toEqual({ sessionIds: [] });
  await rm(directory, { recursive: true });
});

test("a store is taken as it is", async () => {
  const store = memoryStore();
  expect(await openStore(store)).toBe(store);
});

test("a bucket becomes a store of objects", async () => {
  const store = await openStore({
    s3: { bucket: "recordings", endpoint: "http://127.0.0.1:9", prefix: "team/" },
  });
  expect(store.name).toBe('S3 store at "http://127.0.0.1:9/recordings/team/"');
});

test("a wrong option of the bucket is named", async () => {
  const s3 = { bucket: "recordings", regoin: "x" };
  await expect(openStore({ s3 })).rejects.toThrow(
    'Unknown option "regoin" in s3Store: did you mean "region"?',
  );
});

import { execFileSync } from "node:child_process";
import { lstatSync } from "node:fs";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleManifest } from "@pagereel/testing/recordings";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileStore } from "./file-store.js";
import type { Store } from "./store.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";
const ref = { sessionId: SESSION, targetId: "A1B2", number: 1 };
const manifest = sampleManifest({ sessionId: SESSION });
const bytes = Buffer.from("mine");

let temporary: string;
let root: string;
let outside: string;
let store: Store;

beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-links-"));
  root = path.join(temporary, "store");
  outside = path.join(temporary, "outside");
  await mkdir(outside);
  store = fileStore(root);
  await store.writeManifest(manifest);
  await store.appendSegment(ref, 0, Buffer.from("first"));
});
afterEach(() => rm(temporary, { recursive: true }));

const sessionDirectory = () => path.join(root, SESSION);
const segmentFile = () => path.join(sessionDirectory(), "A1B2-0001.ndjson.zst");
const manifestFile = () => path.join(sessionDirectory(), "manifest.json");

const isLinkToRead = {
  code: "INVALID_RECORDING",
  message: expect.stringContaining("is a symbolic link"),
};
const isLinkToWrite = { ...isLinkToRead, code: "SINK_WRITE_FAILED" };

/** All ways to write a segment. */
function segmentWrites(): (() => Promise<void>)[] {
  return [0, 2].flatMap((offset) => [
    () => store.appendSegment(ref, offset, bytes),
    async () => store.sync?.appendSegment(ref, offset, bytes),
  ]);
}

/** Puts a link in the place of something, which goes outside. */
async function replaceByLink(place: string): Promise<string> {
  const real = path.join(outside, path.basename(place));
  await rename(place, real);
  await symlink(real, place);
  return real;
}

describe("a link in the place of a file", () => {
  test("is not read, whatever it leads to", async () => {
    await replaceByLink(segmentFile());
    await replaceByLink(manifestFile());
    await expect(store.readSegment(ref)).rejects.toMatchObject(isLinkToRead);
    await expect(store.readManifest(SESSION)).rejects.toMatchObject(isLinkToRead);
    expect(await store.listSessions()).toEqual({ sessionIds: [] });
  });

  test("is not written through", async () => {
    const real = await replaceByLink(segmentFile());
    for (const write of segmentWrites()) await expect(write()).rejects.toMatchObject(isLinkToWrite);
    expect(await readFile(real, "utf8")).toBe("first");
  });

  test("makes no file where it leads to nothing", async () => {
    await rm(segmentFile());
    await symlink(path.join(outside, "new"), segmentFile());
    for (const write of segmentWrites()) await expect(write()).rejects.toMatchObject(isLinkToWrite);
    expect(await readdir(outside)).toEqual([]);
  });

  test("is replaced by a manifest", async () => {
    const real = await replaceByLink(manifestFile());
    await store.writeManifest({ ...manifest, duration: 1 });
    await replaceByLink(manifestFile()).catch(() => undefined);
    store.sync?.writeManifest({ ...manifest, duration: 2 });
    expect(lstatSync(manifestFile()).isFile()).toBe(true);
    expect(JSON.parse(await readFile(real, "utf8")).duration).toBe(1);
    expect(JSON.parse((await store.readManifest(SESSION)) ?? "").duration).toBe(2);
  });
});

describe("a link in the place of a session's directory", () => {
  test("is not read, written or listed", async () => {
    const real = await replaceByLink(sessionDirectory());
    await expect(store.readSegment(ref)).rejects.toMatchObject(isLinkToRead);
    await expect(store.readManifest(SESSION)).rejects.toMatchObject(isLinkToRead);
    expect(await store.listSessions()).toEqual({ sessionIds: [] });
    const writes = [
      ...segmentWrites(),
      () => store.appendSegment({ ...ref, number: 2 }, 0, bytes),
      () => store.writeManifest(manifest),
      async () => store.sync?.writeManifest(manifest),
    ];
    for (const write of writes) await expect(write()).rejects.toMatchObject(isLinkToWrite);
    expect((await readdir(real)).sort()).toEqual(["A1B2-0001.ndjson.zst", "manifest.json"]);
    expect(await readFile(path.join(real, "A1B2-0001.ndjson.zst"), "utf8")).toBe("first");
  });
});

describe("deleting takes links away, and nothing that they lead to", () => {
  test("of files and directories in a session", async () => {
    const real = await replaceByLink(segmentFile());
    await writeFile(path.join(outside, "theirs"), "theirs");
    await symlink(outside, path.join(sessionDirectory(), "directory"));
    await store.deleteSession(SESSION);
    expect(await readFile(real, "utf8")).toBe("first");
    expect(await readFile(path.join(outside, "theirs"), "utf8")).toBe("theirs");
    expect(await readdir(root)).not.toContain(SESSION);
  });

  test("of a session's directory", async () => {
    const real = await replaceByLink(sessionDirectory());
    await store.deleteSession(SESSION);
    expect((await readdir(real)).length).toBe(2);
    expect(await readdir(root)).not.toContain(SESSION);
  });
});

test("the directory of the store may be a link", async () => {
  const link = path.join(temporary, "link");
  await symlink(root, link);
  const linked = fileStore(link);
  await linked.appendSegment(ref, 5, bytes);
  linked.sync?.appendSegment(ref, 9, bytes);
  await linked.writeManifest({ ...manifest, duration: 7 });
  expect((await linked.readSegment(ref))?.toString()).toBe("firstminemine");
  expect(await linked.listSessions()).toEqual({ sessionIds: [SESSION] });
  expect(JSON.parse((await store.readManifest(SESSION)) ?? "").duration).toBe(7);
  await linked.deleteSession(SESSION);
  expect(await readdir(root)).toEqual([".gitignore"]);
});

describe("what is no file", () => {
  test("a directory is neither read nor written", async () => {
    await rm(segmentFile());
    await mkdir(segmentFile());
    await expect(store.readSegment(ref)).rejects.toMatchObject({
      code: "INVALID_RECORDING",
      message: expect.stringContaining("is no file"),
    });
    for (const write of segmentWrites()) {
      await expect(write()).rejects.toMatchObject({ code: "SINK_WRITE_FAILED" });
    }
  });

  test.skipIf(process.platform === "win32")("nobody waits for a pipe", async () => {
    await rm(segmentFile());
    execFileSync("mkfifo", [segmentFile()]);
    await expect(store.readSegment(ref)).rejects.toMatchObject({
      code: "INVALID_RECORDING",
      message: expect.stringContaining("is no file"),
    });
    for (const write of segmentWrites()) {
      await expect(write()).rejects.toMatchObject({ code: "SINK_WRITE_FAILED" });
    }
  });

  test("a file that is far too large is not read", async () => {
    await truncate(segmentFile(), 10_000_000_000);
    await truncate(manifestFile(), 10_000_000_000);
    const tooLarge = {
      code: "INVALID_RECORDING",
      message: expect.stringContaining("has 10000000000 bytes"),
    };
    await expect(store.readSegment(ref)).rejects.toMatchObject(tooLarge);
    await expect(store.readManifest(SESSION)).rejects.toMatchObject(tooLarge);
  });
});

import fs, { existsSync } from "node:fs";
import fsp, { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleManifest } from "@pagereel/testing/recordings";
import { describeStore } from "@pagereel/testing/store-contract";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { fileStore } from "./file-store.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";
const ref = { sessionId: SESSION, targetId: "A1B2", number: 12 };
const bytes = Buffer.from("bytes");

let temporary: string;
let root: string;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-file-store-"));
});
afterAll(() => rm(temporary, { recursive: true }));
beforeEach(async () => {
  root = await newRoot();
});

/** A directory that is not there yet. */
async function newRoot(): Promise<string> {
  return path.join(await mkdtemp(path.join(temporary, "test-")), "deep", "store");
}

describeStore("fileStore", async () => fileStore(await newRoot()));
describeStore("fileStore with fsync", async () => fileStore(await newRoot(), { fsync: "always" }));

test.each([
  ["never", 0],
  // The segment and its directory, the segment, the manifest and its directory.
  ["always", 5],
] as const)(
  "with fsync %s the disk is waited for as often as it should be",
  async (fsync, count) => {
    const handle = await open(temporary);
    const sync = vi.spyOn(Object.getPrototypeOf(handle), "sync");
    onTestFinished(() => sync.mockRestore());
    await handle.close();
    const store = fileStore(root, { fsync });
    await store.appendSegment(ref, 0, bytes);
    await store.appendSegment(ref, bytes.length, bytes);
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    expect(sync).toHaveBeenCalledTimes(count);
  },
);

test("an unknown policy is refused", () => {
  expect(() => fileStore(root, { fsync: "sometimes" as "never" })).toThrow(
    expect.objectContaining({ code: "INVALID_OPTIONS" }),
  );
});

describe("the directory of a file store", () => {
  test("is laid out as documented, and ignores itself in git", async () => {
    const store = fileStore(root);
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    await store.appendSegment(ref, 0, bytes);
    expect((await readdir(root, { recursive: true })).sort()).toEqual([
      ".gitignore",
      SESSION,
      `${SESSION}/A1B2-0012.ndjson.zst`,
      `${SESSION}/manifest.json`,
    ]);
    expect(await readFile(path.join(root, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("is made by a first segment as well, and without waiting", async () => {
    fileStore(root).sync?.appendSegment(ref, 0, bytes);
    expect(await readFile(path.join(root, ".gitignore"), "utf8")).toBe("*\n");
    const other = `${root}-2`;
    await fileStore(other).appendSegment(ref, 0, bytes);
    expect(await readFile(path.join(other, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("is left as it is when it was there before", async () => {
    await mkdir(root, { recursive: true });
    await fileStore(root).writeManifest(sampleManifest({ sessionId: SESSION }));
    expect(existsSync(path.join(root, ".gitignore"))).toBe(false);
    await writeFile(path.join(root, ".gitignore"), "theirs");
    await fileStore(root).appendSegment(ref, 0, bytes);
    expect(await readFile(path.join(root, ".gitignore"), "utf8")).toBe("theirs");
  });

  test("may hold what others put there", async () => {
    const store = fileStore(root);
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    await mkdir(path.join(root, "notes"));
    await mkdir(path.join(root, SESSION.toUpperCase()));
    await writeFile(path.join(root, "01980f3e-7c1a-7d2e-9b1f-000000000000"), "a file");
    expect(await store.listSessions()).toEqual({ sessionIds: [SESSION] });
  });

  test("keeps the manifest to the last, so that a deletion can be done again", async () => {
    const store = fileStore(root);
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    for (const number of [1, 2, 3]) await store.appendSegment({ ...ref, number }, 0, bytes);
    const rm = vi.spyOn(fsp, "rm").mockImplementationOnce((file) => fsp.unlink(file as string));
    rm.mockRejectedValueOnce(new Error("the process was killed"));
    const deleting = store.deleteSession(SESSION);
    await expect(deleting).rejects.toMatchObject({ code: "SINK_WRITE_FAILED" });
    expect((await readdir(path.join(root, SESSION))).length).toBe(3);
    expect(await store.listSessions()).toEqual({ sessionIds: [SESSION] });
    await store.deleteSession(SESSION);
    expect(existsSync(path.join(root, SESSION))).toBe(false);
  });

  test("is the one of the time when the store was made", async () => {
    const directory = path.relative(process.cwd(), root);
    expect(fileStore(directory).name).toBe(`file store at "${root}"`);
  });
});

describe("what cannot be done says why and what to do", () => {
  test("a directory that cannot be made", async () => {
    await writeFile(path.join(temporary, "file"), "");
    const store = fileStore(path.join(temporary, "file", "store"));
    const writes = [
      () => store.writeManifest(sampleManifest({ sessionId: SESSION })),
      () => store.appendSegment(ref, 0, bytes),
      async () => store.sync?.writeManifest(sampleManifest({ sessionId: SESSION })),
      async () => store.sync?.appendSegment(ref, 0, bytes),
    ];
    for (const write of writes) {
      await expect(write()).rejects.toMatchObject({
        code: "SINK_WRITE_FAILED",
        message: expect.stringMatching(/^Cannot write ".*file\/store\/.*": ENOTDIR.*PAGEREEL_DIR/),
      });
    }
  });

  test("a disk that is full", async () => {
    const store = fileStore(root);
    await store.appendSegment(ref, 0, bytes);
    const noSpace = new Error("ENOSPC: no space left on device, write");
    const handle = await open(root);
    vi.spyOn(Object.getPrototypeOf(handle), "write").mockRejectedValueOnce(noSpace);
    await handle.close();
    vi.spyOn(fs, "writeSync").mockImplementationOnce(() => {
      throw noSpace;
    });
    const full = { code: "SINK_WRITE_FAILED", message: expect.stringContaining("ENOSPC") };
    await expect(store.appendSegment(ref, 0, bytes)).rejects.toMatchObject(full);
    expect(() => store.sync?.appendSegment(ref, 0, bytes)).toThrow(expect.objectContaining(full));
  });

  test("a manifest that cannot be replaced leaves no temporary file", async () => {
    await mkdir(path.join(root, SESSION, "manifest.json"), { recursive: true });
    const writing = fileStore(root).writeManifest(sampleManifest({ sessionId: SESSION }));
    await expect(writing).rejects.toMatchObject({ code: "SINK_WRITE_FAILED" });
    expect(await readdir(path.join(root, SESSION))).toEqual(["manifest.json"]);
  });

  test("a store that cannot be read", async () => {
    await writeFile(path.join(temporary, "other"), "");
    const store = fileStore(path.join(temporary, "other"));
    const refused = { code: "STORE_READ_FAILED", message: expect.stringContaining("ENOTDIR") };
    await expect(store.listSessions()).rejects.toMatchObject(refused);
    await expect(store.readManifest(SESSION)).rejects.toMatchObject(refused);
    await expect(store.readSegment(ref)).rejects.toMatchObject(refused);
    await expect(store.deleteSession(SESSION)).rejects.toMatchObject({ code: "SINK_WRITE_FAILED" });
  });
});

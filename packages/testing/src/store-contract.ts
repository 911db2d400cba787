import { MANIFEST_VERSION, type Manifest } from "@pagereel/protocol";
import { beforeEach, describe, expect, test } from "vitest";

interface SegmentName {
  sessionId: string;
  targetId: string;
  number: number;
}

/** What the suite asks of a store: the whole of core's `Store`. */
export interface StoreUnderTest {
  readonly name: string;
  appendSegment(ref: SegmentName, offset: number, chunk: Uint8Array): Promise<void>;
  writeManifest(manifest: Manifest): Promise<void>;
  sync?: {
    appendSegment(ref: SegmentName, offset: number, chunk: Uint8Array): void;
    writeManifest(manifest: Manifest): void;
  };
  readManifest(sessionId: string): Promise<string | undefined>;
  readSegment(ref: SegmentName): Promise<Uint8Array | undefined>;
  listSessions(options?: {
    limit?: number;
    cursor?: string;
  }): Promise<{ sessionIds: string[]; cursor?: string }>;
  deleteSession(sessionId: string): Promise<void>;
}

/** By time: version 7. */
const OLD = "01980f3e-0000-7000-8000-000000000001";
const MIDDLE = "01980f3e-1111-7000-8000-000000000002";
const NEW = "01980f3e-2222-7000-8000-000000000003";

const PATH_TRICKS = ["..", ".", "", "../../etc", "a/b", "a\\b", "a\0b", "x".repeat(129)];

/** A manifest of a session that has nothing yet. */
function emptyManifest(sessionId: string, metadata: Record<string, unknown> = {}): Manifest {
  return {
    version: MANIFEST_VERSION,
    sessionId,
    state: "recording",
    startedAt: 1_700_000_000_000,
    duration: 0,
    targets: [],
    segments: [],
    gaps: [],
    limitsHit: [],
    metadata,
    client: {},
  };
}

/**
 * What every store has to do.
 *
 * @param makeStore - gives a store with nothing in it, at each call another one
 */
export function describeStore(
  name: string,
  makeStore: () => StoreUnderTest | Promise<StoreUnderTest>,
): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await makeStore();
    });

    const ref = { sessionId: NEW, targetId: "A1B2", number: 1 };
    const bytes = (text: string) => new TextEncoder().encode(text);

    async function textOf(segment: SegmentName): Promise<string | undefined> {
      const content = await store.readSegment(segment);
      return content && new TextDecoder().decode(content);
    }

    async function metadataOf(sessionId: string): Promise<unknown> {
      return JSON.parse((await store.readManifest(sessionId)) ?? "{}").metadata;
    }

    test("says what it is", () => {
      expect(store.name).toMatch(/store/);
    });

    describe("manifests", () => {
      test("there is none before one was written", async () => {
        expect(await store.readManifest(NEW)).toBeUndefined();
      });

      test("the last one written is read", async () => {
        await store.writeManifest(emptyManifest(NEW, { step: 1 }));
        await store.writeManifest(emptyManifest(NEW, { step: 2, name: "✓ 試験" }));
        await store.writeManifest(emptyManifest(OLD, { step: 9 }));
        expect(JSON.parse((await store.readManifest(NEW)) ?? "")).toEqual(
          emptyManifest(NEW, { step: 2, name: "✓ 試験" }),
        );
      });

      test("it is as it was when it was written", async () => {
        const manifest = emptyManifest(NEW, { step: 1 });
        const written = store.writeManifest(manifest);
        manifest.metadata.step = 2;
        await written;
        expect(await metadataOf(NEW)).toEqual({ step: 1 });
      });

      test("a reader sees a whole one while others are being written", async () => {
        const filler = "x".repeat(100_000);
        await store.writeManifest(emptyManifest(NEW, { filler }));
        const writes = [1, 2, 3, 4, 5].map(() =>
          store.writeManifest(emptyManifest(NEW, { filler })),
        );
        const reads = writes.map(() => metadataOf(NEW));
        expect(await Promise.all(reads)).toEqual(writes.map(() => ({ filler })));
        await Promise.all(writes);
      });
    });

    describe("segments", () => {
      test("there is none before one was written", async () => {
        await store.writeManifest(emptyManifest(NEW));
        expect(await store.readSegment(ref)).toBeUndefined();
      });

      test("chunks follow each other", async () => {
        await store.appendSegment(ref, 0, bytes("one "));
        expect(await textOf(ref)).toBe("one ");
        await store.appendSegment(ref, 4, bytes("two "));
        await store.appendSegment(ref, 8, bytes("three"));
        expect(await textOf(ref)).toBe("one two three");
      });

      test("a chunk that is written again is there once, and what came after it stays", async () => {
        await store.appendSegment(ref, 0, bytes("one "));
        await store.appendSegment(ref, 4, bytes("two"));
        await store.appendSegment(ref, 4, bytes("two"));
        await store.appendSegment(ref, 0, bytes("one "));
        expect(await textOf(ref)).toBe("one two");
      });

      test("each has its own", async () => {
        const others = [
          { ...ref, number: 2 },
          { ...ref, targetId: "A1B2-0001" },
          { ...ref, sessionId: OLD },
        ];
        await store.appendSegment(ref, 0, bytes("mine"));
        for (const other of others) {
          await store.appendSegment(other, 0, bytes(JSON.stringify(other)));
        }
        expect(await textOf(ref)).toBe("mine");
        for (const other of others) expect(await textOf(other)).toBe(JSON.stringify(other));
      });

      test("the bytes are the store's own", async () => {
        const chunk = bytes("mine");
        await store.appendSegment(ref, 0, chunk);
        chunk.fill(0);
        (await store.readSegment(ref))?.fill(0);
        expect(await textOf(ref)).toBe("mine");
      });

      test("a hole is refused", async () => {
        const append = (offset: number) => store.appendSegment(ref, offset, bytes("late"));
        await expect(append(10)).rejects.toMatchObject({ code: "SEGMENT_LOST" });
        await store.appendSegment(ref, 0, bytes("one"));
        await expect(append(4)).rejects.toMatchObject({ code: "SEGMENT_LOST" });
        expect(await textOf(ref)).toBe("one");
      });
    });

    describe("without waiting, where the store can", () => {
      test("chunks and manifests are there at once", async ({ skip }) => {
        const { sync } = store;
        if (!sync) return skip("this store cannot");
        sync.appendSegment(ref, 0, bytes("one "));
        await store.appendSegment(ref, 4, bytes("two "));
        sync.appendSegment(ref, 4, bytes("two "));
        sync.appendSegment(ref, 8, bytes("three"));
        expect(await textOf(ref)).toBe("one two three");
        sync.writeManifest(emptyManifest(NEW, { step: 1 }));
        sync.writeManifest(emptyManifest(NEW, { step: 2 }));
        expect(await metadataOf(NEW)).toEqual({ step: 2 });
      });

      test("a hole is refused", ({ skip }) => {
        const { sync } = store;
        if (!sync) return skip("this store cannot");
        expect(() => sync.appendSegment(ref, 10, bytes("late"))).toThrow(
          expect.objectContaining({ code: "SEGMENT_LOST" }),
        );
      });
    });

    describe("lists", () => {
      beforeEach(async () => {
        for (const id of [MIDDLE, NEW, OLD]) await store.writeManifest(emptyManifest(id));
      });

      test("newest first", async () => {
        expect(await store.listSessions()).toEqual({ sessionIds: [NEW, MIDDLE, OLD] });
      });

      test("in pages", async () => {
        const first = await store.listSessions({ limit: 2 });
        expect(first).toEqual({ sessionIds: [NEW, MIDDLE], cursor: expect.any(String) });
        const next = { limit: 2, cursor: first.cursor ?? "" };
        expect(await store.listSessions(next)).toEqual({ sessionIds: [OLD] });
        expect(await store.listSessions({ limit: 3 })).not.toHaveProperty("cursor");
      });

      test("what has a manifest", async () => {
        const sessionId = "01980f3e-3333-7000-8000-000000000004";
        await store.appendSegment({ ...ref, sessionId }, 0, bytes("first bytes"));
        expect((await store.listSessions()).sessionIds).toEqual([NEW, MIDDLE, OLD]);
      });

      test("nothing, when there is nothing", async () => {
        expect(await (await makeStore()).listSessions()).toEqual({ sessionIds: [] });
      });

      test.each([0, -1, 1.5, Number.NaN])("no page of %d sessions", async (limit) => {
        await expect(store.listSessions({ limit })).rejects.toMatchObject({
          code: "INVALID_OPTIONS",
        });
      });
    });

    test("deletes all of a session, and nothing else", async () => {
      for (const sessionId of [OLD, NEW]) {
        await store.writeManifest(emptyManifest(sessionId));
        await store.appendSegment({ ...ref, sessionId }, 0, bytes(sessionId));
      }
      await store.deleteSession(NEW);
      await store.deleteSession(NEW);
      expect(await store.readManifest(NEW)).toBeUndefined();
      expect(await store.readSegment(ref)).toBeUndefined();
      expect((await store.listSessions()).sessionIds).toEqual([OLD]);
      expect(await textOf({ ...ref, sessionId: OLD })).toBe(OLD);
    });

    describe("refuses ids that are none", () => {
      test.each(PATH_TRICKS)("session %j", async (sessionId) => {
        const refused = { code: "INVALID_SESSION_ID" };
        const segment = { ...ref, sessionId };
        await expect(store.readManifest(sessionId)).rejects.toMatchObject(refused);
        await expect(store.readSegment(segment)).rejects.toMatchObject(refused);
        await expect(store.deleteSession(sessionId)).rejects.toMatchObject(refused);
        await expect(store.appendSegment(segment, 0, bytes("x"))).rejects.toMatchObject(refused);
        await expect(store.writeManifest(emptyManifest(sessionId))).rejects.toMatchObject(refused);
      });

      test.each(PATH_TRICKS)("target %j", async (targetId) => {
        const refused = { code: "INVALID_RECORDING" };
        const segment = { ...ref, targetId };
        await expect(store.readSegment(segment)).rejects.toMatchObject(refused);
        await expect(store.appendSegment(segment, 0, bytes("x"))).rejects.toMatchObject(refused);
      });

      test.each([0, -1, 1.5, Number.NaN])("segment number %d", async (number) => {
        const refused = { code: "INVALID_RECORDING" };
        const segment = { ...ref, number };
        await expect(store.readSegment(segment)).rejects.toMatchObject(refused);
        await expect(store.appendSegment(segment, 0, bytes("x"))).rejects.toMatchObject(refused);
      });
    });
  });
}

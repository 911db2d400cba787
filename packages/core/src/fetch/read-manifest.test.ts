import { sampleManifest } from "@pagereel/testing/recordings";
import { expect, test } from "vitest";
import { SESSION } from "../../test/support/stored-session.js";
import { memoryStore } from "../stores/memory-store.js";
import type { Store } from "../stores/store.js";
import { readManifest } from "./read-manifest.js";

/** A store whose manifests all have this text. */
function storeWith(text: string): Store {
  return { ...memoryStore(), readManifest: async () => text };
}

test("reads a manifest of any state", async () => {
  const store = memoryStore();
  const manifest = sampleManifest({ sessionId: SESSION, state: "recording" });
  await store.writeManifest(manifest);
  expect(await readManifest(store, SESSION.toUpperCase())).toEqual(manifest);
});

test.each(["", "..", "../../etc/passwd", "x".repeat(10_000), `${SESSION}/..`, null, 7])(
  "%j is no session id",
  async (sessionId) => {
    const reading = readManifest(memoryStore(), sessionId as string);
    await expect(reading).rejects.toMatchObject({ code: "INVALID_SESSION_ID" });
    await expect(reading).rejects.toThrow(/^.{0,300}$/);
  },
);

test("of a session that is not there names the store", async () => {
  await expect(readManifest(memoryStore(), SESSION)).rejects.toMatchObject({
    code: "RECORDING_NOT_FOUND",
    message: `Session ${SESSION} is not in the memory store. Read from where it was recorded to: pass that store, set PAGEREEL_DIR, or run in the same directory.`,
  });
});

test("that was cut says so", async () => {
  const text = JSON.stringify(sampleManifest({ sessionId: SESSION }));
  await expect(readManifest(storeWith(text.slice(0, -20)), SESSION)).rejects.toMatchObject({
    code: "INVALID_RECORDING",
    message: expect.stringMatching(`^Session ${SESSION} in the memory store .* was cut`),
  });
});

test("of a newer version says so", async () => {
  const text = JSON.stringify({ ...sampleManifest({ sessionId: SESSION }), version: 99 });
  await expect(readManifest(storeWith(text), SESSION)).rejects.toMatchObject({
    code: "UNSUPPORTED_VERSION",
    message: expect.stringContaining("Update Pagereel"),
  });
});

test("of another session is refused", async () => {
  const other = sampleManifest({ sessionId: SESSION.replace("7c1a", "ffff") });
  const reading = readManifest(storeWith(JSON.stringify(other)), SESSION);
  await expect(reading).rejects.toMatchObject({
    code: "INVALID_RECORDING",
    message: expect.stringContaining("another session"),
  });
});

test("from a store that fails says why", async () => {
  const cause = new Error("bucket is gone");
  const store: Store = { ...memoryStore(), readManifest: () => Promise.reject(cause) };
  await expect(readManifest(store, SESSION)).rejects.toMatchObject({
    code: "STORE_READ_FAILED",
    message: expect.stringContaining("from the memory store: bucket is gone."),
    cause,
  });
});

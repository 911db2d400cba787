import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { checkout, linesOf, text } from "../../../test/support/events.js";
import { makeManifest } from "../../../test/support/memory-source.js";
import { createEmbeddedSource } from "./embedded-source.js";

const { signal } = new AbortController();
const TEXT = linesOf(checkout(0, text(9, "ä".repeat(500_000) + Math.random())));
const manifest = makeManifest();

function sourceOf(segment: string | undefined) {
  return createEmbeddedSource({
    manifest: () => `\n${JSON.stringify(manifest)}\n`,
    segment: (targetId, number) => (targetId === "A" && number === 1 ? segment : undefined),
  });
}

async function read(segment: string | undefined, number = 1): Promise<string> {
  const pieces: Uint8Array[] = [];
  const id = { targetId: "A", number, state: "closed" } as const;
  for await (const piece of sourceOf(segment).readSegment(id, signal)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test("reads what is in the file", async () => {
  const source = sourceOf("");
  expect(source.sessionId).toBe(manifest.sessionId);
  expect(await source.readManifest(signal)).toEqual(manifest);
  expect(await read(` \n${gzipSync(TEXT, { level: 0 }).toString("base64")}\n`)).toBe(TEXT);
});

test("says what is missing or damaged", async () => {
  const packed = gzipSync(TEXT).toString("base64");
  await expect(read(undefined)).rejects.toMatchObject({ reason: "segment-missing" });
  for (const damaged of ["", "%%%%", packed.slice(0, 400), `AAAA${packed.slice(4)}`]) {
    await expect(read(damaged)).rejects.toMatchObject({ reason: "segment-damaged" });
  }
  const empty = { manifest: () => undefined, segment: () => undefined };
  expect(() => createEmbeddedSource(empty)).toThrow(/no recording/);
  expect(() => createEmbeddedSource({ ...empty, manifest: () => "{}" })).toThrow(/not valid/);
});

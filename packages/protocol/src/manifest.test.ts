import { expect, test } from "vitest";
import { MANIFEST_VERSION, type Manifest, parseManifest } from "./manifest.js";

const manifest: Manifest = {
  version: MANIFEST_VERSION,
  sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f",
  state: "final",
  reason: "closed",
  startedAt: 1000,
  endedAt: 5000,
  duration: 3000,
  targets: [{ targetId: "T1", openedAt: 1000, urls: [{ timestamp: 1001, url: "http://a/" }] }],
  segments: [
    {
      targetId: "T1",
      number: 1,
      state: "closed",
      continued: false,
      firstTimestamp: 1001,
      lastTimestamp: 4001,
      eventCount: 3,
      bytes: 120,
      crc32: "0a1b2c3d",
    },
  ],
  gaps: [{ from: 2000, to: 2100, reason: "batch-lost" }],
  limitsHit: [],
  metadata: { test: "checkout" },
  client: { library: "puppeteer" },
};

test("a manifest comes back as it was written", () => {
  expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
});

test("fields of a later writer of the same version are no error", () => {
  expect(parseManifest(JSON.stringify({ ...manifest, later: 1 })).sessionId).toBe(
    manifest.sessionId,
  );
});

test.each([
  ["cut", JSON.stringify(manifest).slice(0, 80), "INVALID_RECORDING", /not JSON/],
  [
    "of a newer format",
    JSON.stringify({ version: 2, other: true }),
    "UNSUPPORTED_VERSION",
    /format version 2.*Update Pagereel/,
  ],
  ["null", "null", "INVALID_RECORDING", /not valid/],
  [
    "with a wrong part",
    JSON.stringify({ ...manifest, segments: [{ ...manifest.segments[0], number: 0 }] }),
    "INVALID_RECORDING",
    /segments\.0\.number/,
  ],
])("a manifest %s is refused", (_name, text, code, message) => {
  expect(() => parseManifest(text)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});

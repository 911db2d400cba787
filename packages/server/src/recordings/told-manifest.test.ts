import { expect, test } from "vitest";
import { makeManifest } from "../../test/support/stored-sessions.js";
import { toldManifest } from "./told-manifest.js";

const gap = (reason: string, detail?: string) => ({
  from: 1,
  to: 2,
  reason,
  ...(detail !== undefined && { detail }),
});

test("readers are not told of the machine that recorded, nor of its files", () => {
  const manifest = makeManifest({
    process: { host: "build-7", pid: 42, startTime: "1234" },
    gaps: [
      gap("batch-lost", "3 batches of a document were lost"),
      gap("sink-write-failed", "ENOSPC: no space left on device, write /srv/reel/a.zst"),
      gap("recorder-error"),
    ],
  });
  expect(toldManifest(manifest)).toEqual(
    makeManifest({
      gaps: [
        gap("batch-lost", "3 batches of a document were lost"),
        gap("sink-write-failed"),
        gap("recorder-error"),
      ],
    }),
  );
});

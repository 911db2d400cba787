import { createHash } from "node:crypto";
import { sampleManifest } from "@pagereel/testing/recordings";
import { expect, test } from "vitest";
import type { PackedSegment } from "./pack-segments.js";
import { renderPage } from "./render-page.js";

const assets = {
  packedScript: "AAAA",
  scriptHash: "sha256-script",
  loader: "console.log('page')",
  style: "body{margin:0}",
};

const HOSTILE = `"></script><!--<script>pwned = 1</script>`;

const manifest = sampleManifest({ sessionId: HOSTILE, metadata: { note: HOSTILE } });

function render(segments: PackedSegment[] = [], title = "Replay"): string {
  return renderPage({ title, manifest, segments }, assets);
}

test("allows the page's own scripts, by their hashes, and nothing from a network", () => {
  const policy = render().match(/Content-Security-Policy" content="([^"]*)"/)?.[1];
  const hash = createHash("sha256").update(assets.loader).digest("base64");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src 'sha256-${hash}' 'sha256-script';`);
  expect(policy).not.toMatch(/https?:|\*|'self'|script-src[^;]*unsafe/);
});

test("escapes every text that came with the recording", () => {
  const entry = {
    targetId: HOSTILE,
    number: 1,
    state: "closed" as const,
    continued: false,
    firstTimestamp: 0,
    lastTimestamp: 0,
    eventCount: 0,
    bytes: 0,
  };
  const html = render([{ entry, content: "BBBB" }], HOSTILE);
  expect(html).not.toContain(HOSTILE);
  expect(html).not.toContain("<!--");
  expect(html.match(/<script/g)).toHaveLength(4);
  expect(html.match(/pwned/g)).toHaveLength(4);
  expect(html).toContain('data-number="1">BBBB</script>');
});

test("without scripts the page says that it needs them", () => {
  expect(render()).toContain(
    "<noscript><p>Playing this recording needs JavaScript.</p></noscript>",
  );
});

test("the manifest comes out of the page as it was", () => {
  const json = render().match(/id="manifest">(.*)<\/script>/)?.[1];
  expect(JSON.parse(json ?? "")).toEqual(manifest);
});

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type ReplayTab, renderPage } from "./render-page.js";

const assets = { script: "console.log('page')", style: "body{margin:0}" };
const facts = { sessionId: "<id>", duration: "1s", eventCount: "2" };
const hostile = `"><script>pwned = 1</script>`;

function render(tabs: ReplayTab[], title = "Replay"): string {
  return renderPage({ title, facts, tabs, selected: 1 }, assets);
}

test("allows the page's own script, by its hash, and nothing from a network", () => {
  const policy = render([]).match(/Content-Security-Policy" content="([^"]*)"/)?.[1];
  const hash = createHash("sha256").update(assets.script).digest("base64");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src 'sha256-${hash}';`);
  expect(policy).not.toMatch(/https?:|\*|'self'|script-src[^;]*unsafe/);
});

test("escapes every text that came with the recording", () => {
  const tabs: ReplayTab[] = [
    { label: hostile, address: hostile, content: { events: "AAAA" } },
    { label: "b", address: "b", content: { unplayable: hostile } },
  ];
  const html = render(tabs, hostile);
  expect(html).not.toContain(hostile);
  expect(html).toContain("&lt;id&gt;");
  expect(html.match(/pwned/g)).toHaveLength(5);
});

test("selects one tab and hides the panels of the others", () => {
  const tab: ReplayTab = { label: "a", address: "a", content: { events: "AAAA" } };
  const html = render([tab, tab]);
  expect(html).toMatch(/id="tab-0" aria-controls="panel-0" aria-selected="false" tabindex="-1"/);
  expect(html).toMatch(/id="tab-1" aria-controls="panel-1" aria-selected="true" tabindex="0"/);
  expect(html).toContain('id="panel-0" aria-labelledby="tab-0" hidden>');
  expect(html).toContain('id="panel-1" aria-labelledby="tab-1">');
});

test("says so when there is no tab", () => {
  expect(render([])).toContain("This recording has no tabs");
});

import { expect, test } from "vitest";
import { escapeHtml } from "./escape-html.js";

test("escapes what means something in an element or in a quoted attribute", () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;",
  );
});

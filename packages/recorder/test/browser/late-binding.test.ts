import { expect, test } from "vitest";
import { evaluateBare, openPage, sent } from "../support/recorded-page.js";

const BODY = `<p>First</p><script>document.body.append("second")</script>`;

test("what is recorded before the binding is there is sent when it comes", async () => {
  const page = await openPage(BODY, { config: { binding: "_late" } });
  expect(await sent(page)).toEqual([]);

  await page.evaluate("window._late = (payload) => { _test.calls.push(payload) }");
  await page.evaluate("document.body.append('third')");

  const batches = await sent(page);
  const sequences = batches.map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.map((_, i) => i));
  const text = batches.flatMap(({ events }) => events.map((event) => event.text)).join("\n");
  for (const word of ["First", "second", "third"]) expect(text).toContain(word);
  expect(await evaluateBare(page, "'_late' in window")).toBe(false);
});

test("a page keeps little for a binding that never comes", async () => {
  const page = await openPage("<p>Page</p>", { config: { binding: "_never" } });
  const step = "document.body.dataset.step = i";
  await page.evaluate(`(async () => { for (let i = 0; i < 2500; i++) { ${step}; await 0 } })()`);

  await page.evaluate("window._never = (payload) => { _test.calls.push(payload) }");

  const calls = (await evaluateBare(page, "_test.calls.length")) as number;
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(1000);
});

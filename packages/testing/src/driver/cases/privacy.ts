import { describe, expect, test } from "vitest";
import type { PageLike, SessionOptions } from "../driver.js";
import type { RecordedSession } from "../recorded-session.js";
import type { SuiteContext } from "../suite-context.js";

/** Typed key by key: not even how it begins may be seen, so nothing else begins like this. */
const TYPED = {
  text: "zxwalrus",
  password: "qjostrich",
  shown: "vkpelican",
  area: "xqheron",
} as const;
const BEGINNING_LENGTH = 4;

/** What the page itself has in its fields. */
const GIVEN = ["a first value", "a first text", "someone@example.test", "hidden-token-81"];

/** Nothing that is to be hidden is in the events, and the replay shows the rest. */
export function describePrivacy<P extends PageLike>(context: SuiteContext<P>): void {
  describe("privacy", () => {
    test("masks every input unless told otherwise", async () => {
      const session = await typeIntoForm(context, {});
      expectHidden(session, [...Object.values(TYPED), ...GIVEN]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("masks passwords even where nothing else is masked", async () => {
      const session = await typeIntoForm(context, { maskAllInputs: false });
      expectHidden(session, [TYPED.password]);
      expectShown(session, [TYPED.text, TYPED.shown, TYPED.area]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("shows what unmaskSelector names, but no password", async () => {
      const unmaskSelector = ".shown, #select, #password";
      const session = await typeIntoForm(context, { unmaskSelector });
      expectHidden(session, [TYPED.text, TYPED.password, TYPED.area]);
      expectShown(session, [TYPED.shown]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("masks a password that the page shows in the clear", async () => {
      const session = await context.launch({ maskAllInputs: false });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/forms.html`);
      await page.type("#password", TYPED.password);
      await page.evaluate("document.getElementById('password').type = 'text'");
      await page.type("#password", "-and-more");
      await page.type("#text", TYPED.text);
      await page.reload();
      await session.end();
      expectHidden(session, [TYPED.password, "-and-more"]);
      expectShown(session, [TYPED.text]);
    });

    test("masks what is typed into a frame of another site", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/frames/nested.html`);
      await session.keep(page, "before");
      const innermost = page.frames().filter((frame) => frame.url().includes("innermost"));
      expect(innermost).toHaveLength(1);
      for (const frame of innermost) await frame.type("#field", TYPED.text);
      await session.keep(page, "after");
      await session.end();
      expectHidden(session, [TYPED.text]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("masks the text of what maskTextSelector names", async () => {
      const session = await visitPlainPage(context, { maskTextSelector: ".secret" });
      expectHidden(session, ["zqcardholder", "zqanother"]);
      expectShown(session, ["A plain page"]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("leaves out what blockSelector names", async () => {
      const session = await visitPlainPage(context, { blockSelector: ".blocked" });
      expectHidden(session, ["A blocked paragraph", "written into what is blocked"]);
      expectShown(session, ["zqcardholder"]);
      await session.expectAllReplayed(context.replayBrowser);
    });
  });
}

async function typeIntoForm<P extends PageLike>(
  context: SuiteContext<P>,
  recording: SessionOptions,
): Promise<RecordedSession<P>> {
  const session = await context.launch(recording);
  const page = await session.browser.newPage();
  await page.goto(`${context.site.origin}/forms.html`);
  await session.keep(page, "as it came");
  for (const [id, text] of Object.entries(TYPED)) await page.type(`#${id}`, text);
  await page.evaluate("document.getElementById('area').value += ', set by a script'");
  await page.evaluate(
    "document.getElementById('select').value = 'two';" +
      "document.getElementById('select').dispatchEvent(new Event('change', { bubbles: true }))",
  );
  await page.click("#checkbox");
  await page.click("#radio-b");
  await session.keep(page, "filled in");
  await session.end();
  return session;
}

async function visitPlainPage<P extends PageLike>(
  context: SuiteContext<P>,
  recording: SessionOptions,
): Promise<RecordedSession<P>> {
  const session = await context.launch(recording);
  const page = await session.browser.newPage();
  await page.goto(`${context.site.origin}/plain.html`);
  await page.evaluate("document.querySelector('.secret').append(' and zqanother')");
  await page.evaluate("document.querySelector('.blocked').append('written into what is blocked')");
  await session.keep(page, "page");
  await session.end();
  return session;
}

function expectHidden<P extends PageLike>(session: RecordedSession<P>, texts: string[]): void {
  const all = everythingOf(session);
  const found = texts.filter((text) => all.includes(isTyped(text) ? beginningOf(text) : text));
  expect(found, "what should be hidden, but is in the recording").toEqual([]);
}

function expectShown<P extends PageLike>(session: RecordedSession<P>, texts: string[]): void {
  const all = everythingOf(session);
  const missing = texts.filter((text) => !all.includes(text));
  expect(missing, "what should be shown, but is not in the recording").toEqual([]);
}

function isTyped(text: string): boolean {
  return Object.values<string>(TYPED).includes(text);
}

function beginningOf(text: string): string {
  return text.slice(0, BEGINNING_LENGTH);
}

/** All that is stored: the manifest has titles and addresses. */
function everythingOf<P extends PageLike>({ recording, manifest }: RecordedSession<P>): string {
  return JSON.stringify({ recording, manifest });
}

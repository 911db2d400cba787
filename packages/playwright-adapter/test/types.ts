// Checked by tsc alone: what is a recorded browser, and what is none.
import { launch, type RecordedBrowser, withRecording } from "@pagereel/playwright-adapter";
import { type Browser, chromium } from "playwright-core";

export async function types(flag: boolean): Promise<void> {
  const recorded: RecordedBrowser = await launch({ recording: true });
  recorded.sessionId() satisfies string;
  (await launch({ recording: { maskAllInputs: false }, headless: true })).sessionId();
  const library = withRecording(chromium);
  (await library.launch({ recording: true })).sessionId();
  (await library.launchPersistentContext("", { recording: true })).sessionId();
  (await library.connectOverCDP("http://127.0.0.1:9222", { recording: true })).sessionId();

  const plain: Browser = await launch({ headless: true });
  // @ts-expect-error A browser that does not record has no session.
  plain.sessionId();
  // @ts-expect-error The same for one that is told not to record.
  (await launch({ recording: false })).sessionId();
  // @ts-expect-error Nor is it certain here.
  (await launch({ recording: flag })).sessionId();
  // @ts-expect-error The name of an option is wrong.
  await launch({ recording: { maskAllInput: true } });
}

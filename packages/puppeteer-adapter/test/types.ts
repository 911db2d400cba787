// Checked by tsc alone: what is a recorded browser, and what is none.
import { launch, type RecordedBrowser, withRecording } from "@pagereel/puppeteer-adapter";
import puppeteer, { type Browser } from "puppeteer-core";

export async function types(flag: boolean): Promise<void> {
  const recorded: RecordedBrowser = await launch({ recording: true });
  recorded.sessionId() satisfies string;
  (await launch({ recording: { maskAllInputs: false }, headless: true })).sessionId();
  (await withRecording(puppeteer).launch({ recording: true })).sessionId();

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

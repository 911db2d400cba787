import type { MaybeRecording, NoRecording, Recording } from "@pagereel/core/adapter";
import type { Browser, ConnectOptions, LaunchOptions } from "puppeteer-core";

/** A browser that is being recorded. */
export interface RecordedBrowser extends Browser {
  /** The id by which `fetchRecording` finds the recording: a UUID, there from the launch on. */
  sessionId(): string;
}

/** Puppeteer, or what is like it: puppeteer-core, puppeteer-extra, a fork. */
export interface PuppeteerLike {
  launch(options?: LaunchOptions): Promise<Browser>;
  connect(options: ConnectOptions): Promise<Browser>;
  executablePath?(): string | Promise<string>;
}

/** `launch` of the library, and with `recording` of a browser that is recorded. */
export interface RecordingLaunch {
  (options: LaunchOptions & Recording): Promise<RecordedBrowser>;
  (options?: LaunchOptions & NoRecording): Promise<Browser>;
  (options: LaunchOptions & MaybeRecording): Promise<Browser | RecordedBrowser>;
}

/** `connect` of the library, and with `recording` to a browser that is recorded from then on. */
export interface RecordingConnect {
  (options: ConnectOptions & Recording): Promise<RecordedBrowser>;
  (options: ConnectOptions & NoRecording): Promise<Browser>;
  (options: ConnectOptions & MaybeRecording): Promise<Browser | RecordedBrowser>;
}

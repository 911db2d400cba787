import type { MaybeRecording, NoRecording, Recording } from "@pagereel/core/adapter";
import type {
  Browser,
  BrowserContext,
  BrowserType,
  ConnectOverCDPOptions,
  LaunchOptions,
} from "playwright-core";

export type PersistentOptions = NonNullable<Parameters<BrowserType["launchPersistentContext"]>[1]>;

/** A browser that is being recorded. */
export interface RecordedBrowser extends Browser {
  /** The id by which `fetchRecording` finds the recording: a UUID, there from the launch on. */
  sessionId(): string;
}

/** A persistent context, which is a browser of its own, that is being recorded. */
export interface RecordedContext extends BrowserContext {
  /** The id by which `fetchRecording` finds the recording: a UUID, there from the launch on. */
  sessionId(): string;
}

/** Playwright's `chromium`, or what is like it. */
export type BrowserTypeLike = Pick<
  BrowserType,
  "launch" | "launchPersistentContext" | "connectOverCDP" | "executablePath" | "name"
>;

/** `launch` of the library, and with `recording` of a browser that is recorded. */
export interface RecordingLaunch {
  (options: LaunchOptions & Recording): Promise<RecordedBrowser>;
  (options?: LaunchOptions & NoRecording): Promise<Browser>;
  (options: LaunchOptions & MaybeRecording): Promise<Browser | RecordedBrowser>;
}

/** The same for `launchPersistentContext`. */
export interface RecordingLaunchPersistentContext {
  (userDataDir: string, options: PersistentOptions & Recording): Promise<RecordedContext>;
  (userDataDir: string, options?: PersistentOptions & NoRecording): Promise<BrowserContext>;
  (
    userDataDir: string,
    options: PersistentOptions & MaybeRecording,
  ): Promise<BrowserContext | RecordedContext>;
}

/** The same for `connectOverCDP`. */
export interface RecordingConnectOverCDP {
  (endpoint: string, options: ConnectOverCDPOptions & Recording): Promise<RecordedBrowser>;
  (endpoint: string, options?: ConnectOverCDPOptions & NoRecording): Promise<Browser>;
  (
    endpoint: string,
    options: ConnectOverCDPOptions & MaybeRecording,
  ): Promise<Browser | RecordedBrowser>;
}

import type { Recording } from "@pagereel/protocol";
import type { FrameLike } from "../dom/live-dom.js";

/** A frame that can be typed into. */
export interface DrivenFrame extends FrameLike {
  type(selector: string, text: string): Promise<unknown>;
  url(): string;
}

/** As much of a page as the suites use. Puppeteer's and Playwright's both have it. */
export interface PageLike {
  goto(url: string, options?: { waitUntil?: "load" | "domcontentloaded" }): Promise<unknown>;
  reload(): Promise<unknown>;
  goBack(): Promise<unknown>;
  goForward(): Promise<unknown>;
  click(selector: string): Promise<unknown>;
  type(selector: string, text: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  mainFrame(): DrivenFrame;
  frames(): DrivenFrame[];
  url(): string;
  on(event: "console", listener: (message: { text(): string }) => void): unknown;
  mouse: { move(x: number, y: number): Promise<unknown> };
  close(): Promise<unknown>;
}

/** As much of a store as the suites use, beside handing it to the adapter. */
export interface StoreLike extends SinkLike {
  /** The manifest as text. */
  readManifest(sessionId: string): Promise<string | undefined>;
}

export interface SinkLike {
  readonly name: string;
  appendSegment(...call: never[]): Promise<void>;
  writeManifest(...call: never[]): Promise<void>;
}

/** The adapters' recording options. */
export interface RecordingOptionsLike {
  sink?: SinkLike;
  maskAllInputs?: boolean;
  unmaskSelector?: string;
  maskTextSelector?: string;
  blockSelector?: string;
  secrets?: string[];
  console?: "all" | "errors" | "none";
  budget?: { cpuShare?: number; bytesPerSecond?: number };
  limits?: { maxTargetBytesPerSecond?: number; maxTargetBytes?: number };
  checkout?: { everyMs?: number; everyBytes?: number };
  maxDurationMs?: number;
  metadata?: Record<string, unknown>;
  onError?: (error: Error) => void;
}

/** The options of a session that is read afterwards: what takes it is a store. */
export type SessionOptions = Omit<RecordingOptionsLike, "sink"> & { sink?: StoreLike };

/** What a driver passes on to its library, beside what tests always need. */
export interface DriverOptions {
  recording?: RecordingOptionsLike;
  /** Arguments of the library's own that Chromium is started without. */
  ignoreDefaultArgs?: string[];
}

/**
 * One adapter, as the suites drive it. All that differs between the libraries is in here.
 *
 * Without `recording` the adapter is called without it.
 */
export interface Driver<P extends PageLike = PageLike> {
  /** True where a launched browser has a page already. */
  readonly opensFirstPage: boolean;
  /** True where it can start Chromium without some of its library's own arguments. */
  readonly choosesArguments: boolean;
  /**
   * False where the library can lose a frame of another site that comes while it sets another one up:
   * Puppeteer then never answers for it, recorded or not.
   */
  readonly keepsFramesThatComeAtOnce: boolean;
  launch(options: DriverOptions): Promise<DriverBrowser<P>>;
  /** `launch` of what the adapter's `withRecording` makes of the library. */
  launchLibrary(options: DriverOptions): Promise<DriverBrowser<P>>;
  /** @param browserUrl - such as `http://127.0.0.1:9222` */
  connect(browserUrl: string, options: DriverOptions): Promise<DriverBrowser<P>>;
  launchPersistent(userDataDir: string, options: DriverOptions): Promise<DriverBrowser<P>>;
  memoryStore(): StoreLike;
  fileStore(directory: string): StoreLike;
  /** @param options.partial - what there is by now, of a session that goes on */
  fetchRecording(
    sessionId: string,
    store: StoreLike,
    options?: { partial: boolean },
  ): Promise<Recording>;
}

/** A browser of a driver. */
export interface DriverBrowser<P extends PageLike = PageLike> {
  sessionId(): string;
  pages(): Promise<P[]>;
  newPage(): Promise<P>;
  newContext(): Promise<{ newPage(): Promise<P>; close(): Promise<unknown> }>;
  /** The page that `from` opens while `action` runs, whether it lets it be its opener or not. */
  waitForPage(from: P, action: () => Promise<unknown>): Promise<P>;
  /** Says yes to what the page asks from now on. */
  acceptDialogs(page: P): unknown;
  /** CDP target id. */
  targetId(page: P): Promise<string>;
  /** Of the browser's main process. */
  processId(): Promise<number>;
  close(): Promise<unknown>;
  /** Leaves a browser that was connected to, which goes on. */
  disconnect(): Promise<unknown>;
}

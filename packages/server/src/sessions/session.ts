import type { EndReason } from "@pagereel/core";
import { BrowserRecorder, type ResolvedOptions } from "@pagereel/core/adapter";
import { v7 as uuidv7 } from "uuid";
import type { ConnectionHost } from "../cdp/client-connection.js";
import { ApiError } from "../http/api-error.js";
import type { SinkEvents } from "./bounded-sink.js";
import type { Browser } from "./browser.js";
import { type CloseReason, END_REASONS } from "./close-reason.js";
import { type ClientsHost, SessionClients } from "./session-clients.js";
import type { SessionInfo, SessionRequest } from "./session-info.js";

/** What a session needs of the server. */
export interface SessionHost {
  /**
   * Waits until a browser may be started.
   *
   * @returns to be called when it has ended
   * @throws ApiError 429
   */
  takeSlot(session: Session): Promise<() => void>;
  startBrowser(): Promise<Browser>;
  /**
   * @param events - what the session wants to know of its recording
   * @returns undefined where the session is not to be recorded
   */
  recordingOptions(request: SessionRequest, events: SinkEvents): ResolvedOptions | undefined;
  readonly maxSessionMs: number;
  onMessage(direction: "in" | "out", bytes: number): void;
  onError(error: Error): void;
}

/** One browser, from when a client asks for it to when its recording is finalized. */
export class Session implements ClientsHost {
  readonly id = uuidv7();
  readonly startTime = Date.now();
  /** Resolves when it has ended and its recording is finalized. */
  readonly ended: Promise<CloseReason>;
  readonly clients: SessionClients;
  private endTime: number | undefined;
  private reason: CloseReason | undefined;
  /** Whether its recording is finalized: at a limit of that, the session goes on. */
  private isRecordingFinal = false;
  private browser: Browser | undefined;
  private recorder: BrowserRecorder | undefined;
  private starting: Promise<void> | undefined;
  private ending: Promise<void> | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private maxTimer: NodeJS.Timeout | undefined;
  private readonly resolveEnded: (reason: CloseReason) => void;

  constructor(
    readonly request: SessionRequest,
    readonly owner: string,
    private readonly host: SessionHost,
  ) {
    const { promise, resolve } = Promise.withResolvers<CloseReason>();
    this.ended = promise;
    this.resolveEnded = resolve;
    this.clients = new SessionClients(this);
    this.waitForClient();
  }

  get info(): SessionInfo {
    const { endTime, reason } = this;
    return {
      sessionId: this.id,
      owner: this.owner,
      startTime: this.startTime,
      isRecording: this.request.recording,
      keepAliveMs: this.request.keepAliveMs,
      ...this.clients.info,
      ...(endTime !== undefined && { endTime }),
      ...(reason !== undefined && { closeReason: reason }),
    };
  }

  /** @returns undefined where nothing is recorded, or nothing any more */
  get recordingState(): "recording" | "finalizing" | undefined {
    if (!this.request.recording || this.isRecordingFinal) return undefined;
    return this.ending ? "finalizing" : "recording";
  }

  get isEnding(): boolean {
    return this.ending !== undefined;
  }

  /** Whether a browser runs for it, starts, or is waited for. */
  get isStarted(): boolean {
    return this.starting !== undefined;
  }

  /** Whether its start succeeded. */
  get hasStarted(): boolean {
    return this.maxTimer !== undefined;
  }

  /** @throws ApiError 409 where it has not started yet, 410 where it has ended */
  get runningBrowser(): Browser {
    if (this.ending) throw this.gone();
    if (this.browser) return this.browser;
    throw new ApiError(
      409,
      "conflict",
      `Session ${this.id} has no browser yet: it starts when a client connects to it.`,
    );
  }

  /**
   * Starts its browser. Later calls wait for the first one.
   *
   * @throws ApiError 429 where there are too many, 500 `browser-failed`
   */
  start(): Promise<void> {
    this.starting ??= this.startBrowser();
    return this.starting;
  }

  private async startBrowser(): Promise<void> {
    this.keep();
    try {
      void this.ended.then(await this.host.takeSlot(this));
      if (this.ending) throw this.gone();
      this.browser = await this.host.startBrowser();
      void this.browser.exited.then(() => this.end("crashed"));
      await this.startRecording(this.browser);
    } catch (error) {
      // Not waited for: the end waits for this.
      void this.end("browser-failed");
      if (error instanceof ApiError) throw error;
      this.host.onError(error as Error);
      throw browserFailed();
    }
    this.maxTimer = setTimeout(() => this.end("max-duration"), this.host.maxSessionMs).unref();
    this.waitForClient();
  }

  private async startRecording(browser: Browser): Promise<void> {
    const options = this.host.recordingOptions(this.request, {
      onFull: () => void this.recorder?.leave("max-bytes"),
      onFinal: () => {
        this.isRecordingFinal = true;
      },
    });
    if (!options) return;
    const client = { library: "cdp", browser: browser.version.product };
    const channel = await browser.openChannel();
    this.recorder = await BrowserRecorder.start(channel, options, { client, sessionId: this.id });
    await this.recorder.holdPages(true);
  }

  /** Ends it. Later calls wait for the first one, whose reason counts. */
  end(reason: CloseReason, ask?: () => void): Promise<void> {
    this.ending ??= this.finish(reason, ask);
    return this.ending;
  }

  private async finish(reason: CloseReason, ask?: () => void): Promise<void> {
    this.reason = reason;
    this.endTime = Date.now();
    this.keep();
    void this.browser?.exited.then(() => this.clients.drop(reason));
    try {
      await this.starting?.catch(() => {
        // Whoever waits for the start is told. What there is of it is closed.
      });
      clearTimeout(this.maxTimer);
      await this.closeBrowser(END_REASONS[reason], ask);
    } catch (error) {
      this.host.onError(error as Error);
    }
    this.clients.drop(reason);
    this.resolveEnded(reason);
  }

  private async closeBrowser(reason: EndReason, ask: (() => void) | undefined): Promise<void> {
    const { browser, recorder } = this;
    if (!browser) return;
    browser.brake.letGo();
    const close = () => browser.close(ask);
    if (recorder) await recorder.closeWith(close, reason);
    else await close();
  }

  connectionHost(): ConnectionHost {
    const { recorder, runningBrowser } = this;
    return {
      sessionId: this.id,
      filesDirectory: runningBrowser.filesDirectory,
      onHoldsPages: async () => recorder?.holdPages(false),
      beforeRelease: async () => recorder?.ready(),
      onBrowserClose: (close) => void this.end("closed", close),
      onMessage: (direction, bytes) => this.host.onMessage(direction, bytes),
    };
  }

  holdPages(): void {
    void this.recorder?.holdPages(true);
  }

  waitForClient(): void {
    this.keep();
    if (this.ending || !this.clients.isEmpty) return;
    const { keepAliveMs } = this.request;
    this.idleTimer = setTimeout(() => void this.end("idle"), keepAliveMs).unref();
  }

  private keep(): void {
    clearTimeout(this.idleTimer);
  }

  gone(): ApiError {
    return new ApiError(410, "session-ended", `Session ${this.id} has no browser any more.`);
  }
}

function browserFailed(): ApiError {
  return new ApiError(
    500,
    "browser-failed",
    "The browser did not start. The server's log says why; as root, or without user namespaces, " +
      "Chromium needs --no-sandbox among its arguments.",
  );
}

import type { EndReason } from "@pagereel/protocol";
import type { ResolvedOptions } from "../options.js";
import { isProcessEnding } from "../session/process-exit.js";
import { RecordingSession } from "../session/recording-session.js";
import { withTimeout } from "../with-timeout.js";
import { BrowserAttachment } from "./browser-attachment.js";
import type { CdpChannel } from "./channel.js";

/** What still comes from a browser that has ended is waited for this long. */
const DRAIN_TIMEOUT_MS = 1000;

/** What a recording is of. */
export interface RecordedClient {
  /** Versions of the library and the browser, for the manifest. */
  client: Record<string, string>;
  /** An address of the recorder's script that the library's coverage leaves out. */
  scriptUrl?: string;
  /** A UUID of version 7. Default: a new one. */
  sessionId?: string;
}

/**
 * The recording of one browser, as an adapter uses it. After `start` nothing here throws: what goes
 * wrong in recording is reported to `onError`, and the automation goes on.
 */
export class BrowserRecorder {
  private attachment: BrowserAttachment | undefined;
  /** Why it is being closed. */
  private closing: EndReason | undefined;

  private constructor(
    private readonly channel: CdpChannel,
    private readonly session: RecordingSession,
  ) {}

  /**
   * Begins a session and attaches it to the browser.
   *
   * @throws RecordingError `SINK_WRITE_FAILED`, `ATTACH_FAILED`
   */
  static async start(
    channel: CdpChannel,
    options: ResolvedOptions,
    { client, scriptUrl, sessionId }: RecordedClient,
  ): Promise<BrowserRecorder> {
    const onMaxDuration = () => void recorder.leave("max-duration");
    const session = await RecordingSession.start(options, client, onMaxDuration, sessionId);
    const recorder = new BrowserRecorder(channel, session);
    try {
      recorder.attachment = await BrowserAttachment.start(channel, session, scriptUrl);
    } catch (error) {
      await session.end("recording-failed");
      throw error;
    }
    await recorder.ready();
    return recorder;
  }

  get sessionId(): string {
    return this.session.sessionId;
  }

  /** Waits until every page that is open now is being recorded; a page that hangs holds up no other. */
  async ready(): Promise<void> {
    await this.guard(() => this.attachment?.settle());
  }

  /**
   * Has new pages wait for the recorder, or no longer: for a client that holds them itself, and lets
   * them run when they are recorded.
   */
  async holdPages(holds: boolean): Promise<void> {
    await this.guard(() => this.attachment?.holdPages(holds));
  }

  /** Ends the recording around the call that closes the browser. */
  async closeWith<T>(close: () => Promise<T>, reason: EndReason = "closed"): Promise<T> {
    await this.guard(() => this.attachment?.flush());
    this.closing = reason;
    try {
      return await close();
    } finally {
      await this.browserEnded(reason);
    }
  }

  /** The browser closed, crashed or went away: takes what came and ends the recording. */
  async browserEnded(reason: EndReason): Promise<void> {
    await withTimeout(this.channel.closed, DRAIN_TIMEOUT_MS);
    await this.guard(() => this.session.end(this.actualReason(reason)));
    await this.guard(() => this.channel.close());
  }

  /** A browser that goes away was closed by us, or by the library because the process ends. */
  private actualReason(reason: EndReason): EndReason {
    if (this.closing) return this.closing;
    return isProcessEnding() ? "process-exit" : reason;
  }

  /** Ends the recording of a browser that goes on. */
  async leave(reason: EndReason): Promise<void> {
    await this.guard(() => this.attachment?.flush());
    await this.guard(() => this.session.end(reason));
    await this.guard(() => this.attachment?.detach());
  }

  private async guard(step: () => Promise<void> | undefined): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.session.reportError(error as Error);
    }
  }
}

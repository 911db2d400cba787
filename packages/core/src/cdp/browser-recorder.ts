import type { EndReason } from "@pagereel/protocol";
import type { ResolvedOptions } from "../options.js";
import { isProcessEnding } from "../session/process-exit.js";
import { RecordingSession } from "../session/recording-session.js";
import { withTimeout } from "../with-timeout.js";
import { BrowserAttachment } from "./browser-attachment.js";
import type { CdpChannel } from "./channel.js";

/** What still comes from a browser that has ended is waited for this long. */
const DRAIN_TIMEOUT_MS = 1000;
/** A page that the recorder cannot be put into in this time is handed out as it is. */
const READY_TIMEOUT_MS = 10_000;

/**
 * The recording of one browser, as an adapter uses it. After `start` nothing here throws: what goes
 * wrong in recording is reported to `onError`, and the automation goes on.
 */
export class BrowserRecorder {
  private attachment: BrowserAttachment | undefined;
  private closing = false;

  private constructor(
    private readonly channel: CdpChannel,
    private readonly session: RecordingSession,
  ) {}

  /**
   * Begins a session and attaches it to the browser.
   *
   * @param client - versions of the library and the browser, for the manifest
   * @param scriptUrl - an address that the library's coverage leaves out
   * @throws RecordingError `SINK_WRITE_FAILED`, `ATTACH_FAILED`
   */
  static async start(
    channel: CdpChannel,
    options: ResolvedOptions,
    client: Record<string, string>,
    scriptUrl?: string,
  ): Promise<BrowserRecorder> {
    const session = await RecordingSession.start(options, client, () => {
      void recorder.leave("max-duration");
    });
    const recorder = new BrowserRecorder(channel, session);
    try {
      recorder.attachment = await BrowserAttachment.start(channel, session, scriptUrl);
    } catch (error) {
      await session.end("recording-failed");
      throw error;
    }
    return recorder;
  }

  get sessionId(): string {
    return this.session.sessionId;
  }

  /** Waits until every page that is open now is being recorded; a page that hangs holds up no other. */
  async ready(): Promise<void> {
    const { attachment } = this;
    if (attachment) await this.guard(() => withTimeout(attachment.settle(), READY_TIMEOUT_MS));
  }

  /** Ends the recording around the call that closes the browser. */
  async closeWith<T>(close: () => Promise<T>): Promise<T> {
    await this.guard(() => this.attachment?.flush());
    this.closing = true;
    try {
      return await close();
    } finally {
      await this.browserEnded("closed");
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
    if (this.closing) return "closed";
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

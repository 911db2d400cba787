import { RecordingError } from "@pagereel/protocol";
import type { RecordingSession } from "../session/recording-session.js";
import { withTimeout } from "../with-timeout.js";
import type { CdpChannel, CdpEvent } from "./channel.js";
import { isGone } from "./is-gone.js";
import { createRecorderScript, type RecorderScript } from "./recorder-script.js";
import { StyleSheetTexts } from "./style-sheet-texts.js";
import { TargetSession } from "./target-session.js";

/** A page that the recorder cannot be put into in this time is handed out as it is. */
const START_TIMEOUT_MS = 10_000;

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
  title: string;
  openerId?: string;
}

interface Attached {
  session: TargetSession;
  /** The tab or popup that it belongs to. */
  targetId: string;
  isPage: boolean;
}

/** Records every page of a Chromium over a CDP channel, from the page's first script on. */
export class BrowserAttachment {
  private readonly script: RecorderScript;
  private readonly styleSheetTexts = new StyleSheetTexts();
  private readonly attached = new Map<string, Attached>();
  /** Target ids of tabs, by our session with them. */
  private readonly tabs = new Map<string, string>();
  private readonly starting = new Set<Promise<void>>();
  private detached = false;
  private holds: boolean;
  /** Whether nobody else lets pages run that wait. */
  private holdsAlone = false;

  private constructor(
    private readonly channel: CdpChannel,
    private readonly recording: RecordingSession,
    scriptUrl: string | undefined,
  ) {
    this.holds = channel.holdsPages;
    this.script = createRecorderScript(recording.options, scriptUrl);
    channel.onEvent((event) => this.takeEvent(event));
  }

  /**
   * Attaches to all pages that are there and to all that come; `settle` waits for them.
   *
   * @throws RecordingError `ATTACH_FAILED`
   */
  static async start(
    channel: CdpChannel,
    recording: RecordingSession,
    scriptUrl: string | undefined,
  ): Promise<BrowserAttachment> {
    const attachment = new BrowserAttachment(channel, recording, scriptUrl);
    try {
      await channel.send("Target.setDiscoverTargets", { discover: true, filter: PAGES });
      await attachment.attachToTabs();
    } catch (cause) {
      throw new RecordingError(
        "ATTACH_FAILED",
        `The recorder could not attach to the browser: ${(cause as Error).message}. ` +
          `Recording needs a Chromium (Chrome, Edge) of version 120 or newer.`,
        { cause },
      );
    }
    return attachment;
  }

  /** Those that come are attached to by themselves, those that are there are not. */
  private async attachToTabs(): Promise<void> {
    await this.channel.send("Target.setAutoAttach", autoAttach(TABS, true));
    const { targetInfos } = (await this.channel.send("Target.getTargets", { filter: TABS })) as {
      targetInfos: TargetInfo[];
    };
    const attached = new Set(this.tabs.values());
    const others = targetInfos.filter(({ targetId }) => !attached.has(targetId));
    await Promise.all(others.map(({ targetId }) => this.attachToTab(targetId)));
  }

  private async attachToTab(targetId: string): Promise<void> {
    try {
      await this.channel.send("Target.attachToTarget", { targetId, flatten: true });
    } catch (error) {
      // A tab that was closed at once is no failure.
      if (!isGone(error)) throw error;
    }
  }

  /**
   * Waits until every page that the browser has opened by now is recorded; one that hangs is waited for
   * once, and not long.
   */
  async settle(): Promise<void> {
    // The answer comes behind the news of all pages opened before.
    const answer = this.channel.send("Browser.getVersion").catch(() => {
      // The browser is gone: there are no pages to wait for.
    });
    await withTimeout(answer, START_TIMEOUT_MS);
    while (this.starting.size > 0) await Promise.all(this.starting);
  }

  /** @param holds - as `holdsPages` of the channel, from now on; where it does, nobody else does */
  async holdPages(holds: boolean): Promise<void> {
    this.holdsAlone = holds;
    if (holds === this.holds) return;
    this.holds = holds;
    const asked = [...this.tabs.keys()].map((sessionId) =>
      this.channel
        .send("Target.setAutoAttach", autoAttach(PAGES, holds), sessionId)
        .catch((error) => {
          // A tab that is being closed has no pages to come.
          if (!isGone(error)) throw error;
        }),
    );
    await Promise.all(asked);
  }

  /** Waits until all that the pages have sent by now is here. */
  async flush(): Promise<void> {
    await Promise.all([...this.attached.values()].map(({ session }) => session.flush()));
  }

  /** Takes the recorder out of a browser that goes on. */
  async detach(): Promise<void> {
    if (this.detached) return;
    this.detached = true;
    await Promise.all([...this.attached.values()].map(({ session }) => session.mute()));
    await this.channel.close();
  }

  /** What goes wrong here would be thrown within the library's own reading of messages. */
  private takeEvent(event: CdpEvent): void {
    try {
      this.onEvent(event);
    } catch (error) {
      const detail = `an event of the browser (${event.method}): ${(error as Error).message}`;
      const now = Date.now();
      this.recording.addGap({ from: now, to: now, reason: "recorder-error", detail });
      this.recording.reportError(error as Error);
    }
  }

  private onEvent(event: CdpEvent): void {
    const { method, params } = event;
    if (method === "Target.attachedToTarget") this.onAttached(event);
    else if (method === "Target.detachedFromTarget") this.onDetached(params.sessionId as string);
    else if (method === "Target.targetInfoChanged") this.describe(params.targetInfo as TargetInfo);
    else if (method === "Target.targetCrashed") this.onCrashed(params.targetId as string);
    else if (method === "Page.navigatedWithinDocument") this.onNavigatedWithin(event);
    else this.attached.get(event.sessionId ?? "")?.session.onEvent(event);
  }

  private onAttached({ params, sessionId: parentSessionId }: CdpEvent): void {
    const info = params.targetInfo as TargetInfo;
    const sessionId = params.sessionId as string;
    if (info.type === "tab") {
      this.onTabAttached(info.targetId, sessionId);
      return;
    }
    const isPage = info.type === "page";
    const targetId = isPage ? info.targetId : this.attached.get(parentSessionId ?? "")?.targetId;
    // A frame whose page is gone already.
    if (targetId === undefined) return;
    const recording = this.recording.target({
      targetId,
      ...(isPage && info.openerId && { openerId: info.openerId }),
    });
    const session = new TargetSession(this.channel, sessionId, {
      script: this.script,
      recording,
      texts: this.styleSheetTexts,
      console: this.recording.options.console,
      onGap: (reason, detail) => this.addGap(targetId, reason, detail),
    });
    this.attached.set(sessionId, { session, targetId, isPage });
    // Of a popup that a script opens Chromium can say that it does not wait, while it does.
    const isWaiting = params.waitingForDebugger === true || (isPage && this.holdsAlone);
    const start = session.start(isWaiting);
    this.track(start.catch((error) => this.onStartFailed(targetId, sessionId, error)));
  }

  private onTabAttached(tabId: string, sessionId: string): void {
    this.tabs.set(sessionId, tabId);
    this.track(this.startTab(sessionId).catch((error) => this.onTabFailed(tabId, error)));
  }

  /** Lets a tab run when its page, of which the news comes before the answer, is set up. */
  private async startTab(sessionId: string): Promise<void> {
    const { channel } = this;
    await channel.send("Target.setAutoAttach", autoAttach(PAGES, this.holds), sessionId);
    await channel.send("Runtime.runIfWaitingForDebugger", {}, sessionId);
  }

  private track(start: Promise<void>): void {
    const waiting = withTimeout(start, START_TIMEOUT_MS);
    this.starting.add(waiting);
    void waiting.finally(() => this.starting.delete(waiting));
  }

  private onStartFailed(targetId: string, sessionId: string, cause: unknown): void {
    // A page that was closed at once is no failure.
    if (!this.attached.has(sessionId) || this.detached) return;
    if (isGone(cause)) return;
    const reason = (cause as Error).message;
    this.addGap(targetId, "attach-failed", reason);
    this.recording.reportError(
      new RecordingError(
        "ATTACH_FAILED",
        `The recorder could not attach to target ${targetId}: ${reason}. The page goes on unrecorded.`,
        { cause },
      ),
    );
  }

  private onTabFailed(tabId: string, cause: unknown): void {
    if (this.detached || isGone(cause)) return;
    const reason = (cause as Error).message;
    this.recording.reportError(
      new RecordingError(
        "ATTACH_FAILED",
        `The recorder could not attach to tab ${tabId}: ${reason}. Its pages go on unrecorded.`,
        { cause },
      ),
    );
  }

  private onDetached(sessionId: string): void {
    this.tabs.delete(sessionId);
    const attached = this.attached.get(sessionId);
    if (!attached) return;
    attached.session.forgetAll();
    this.attached.delete(sessionId);
    if (attached.isPage) this.recording.closeTarget(attached.targetId);
  }

  private describe({ type, targetId, title }: TargetInfo): void {
    if (type === "page") this.recording.describeTarget(targetId, { title });
  }

  /** A change of address that no event of rrweb tells, as by `history.pushState`. */
  private onNavigatedWithin({ params }: CdpEvent): void {
    // The main frame of a page has the id of its target; other frames' addresses are not kept.
    this.recording.describeTarget(params.frameId as string, { url: params.url as string });
  }

  private onCrashed(targetId: string): void {
    this.addGap(targetId, "target-crashed", "the page's process crashed");
  }

  private addGap(targetId: string, reason: string, detail: string): void {
    const now = Date.now();
    this.recording.addGap({ targetId, from: now, to: now, reason, detail });
  }
}

/**
 * Tabs and popups. Their pages are attached to below them: where one is attached to at the browser,
 * Chromium never ends a navigation to a page that it prerendered.
 */
const TABS = [{ type: "tab" }, { exclude: true }];

/** What a tab shows, or prerenders; frames are attached to below their page. */
const PAGES = [{ type: "page" }, { exclude: true }];

/** @param waits - whether what comes waits until we let it run */
function autoAttach(filter: object[], waits: boolean) {
  return { autoAttach: true, waitForDebuggerOnStart: waits, flatten: true, filter };
}

/** An event of the browser, or of a target when it has a session id. */
export interface CdpEvent {
  method: string;
  params: Record<string, unknown>;
  sessionId?: string;
}

/**
 * A way to a Chromium over CDP, apart from the one that the automation uses: its own session at the
 * browser, and below it the sessions (flat) of the targets that it attaches to.
 */
export interface CdpChannel {
  /**
   * Whether a new page waits for the recorder before it runs, beside waiting for the library. One
   * that lets it run does so for all: a library that sets its pages up first, as Playwright does, is
   * not to be forestalled, and the recorder is there before it is ready. Puppeteer lets pages run at
   * once, so there the recorder has to hold them.
   */
  readonly holdsPages: boolean;

  /** @throws when the browser answers with an error, or it or the target is gone */
  send(method: string, params?: object, sessionId?: string): Promise<unknown>;
  /** One listener; events of the methods in `CDP_EVENTS` at least. */
  onEvent(listener: (event: CdpEvent) => void): void;
  /** Resolves when nothing comes any more. */
  readonly closed: Promise<void>;
  /** Drops the session; what it added to the pages ends with it. Can be called twice. */
  close(): Promise<void>;
}

/** The events that recording needs. */
export const CDP_EVENTS = [
  "Network.loadingFailed",
  "Network.loadingFinished",
  "Network.requestWillBeSent",
  "Network.responseReceived",
  "Page.javascriptDialogClosed",
  "Page.javascriptDialogOpening",
  "Page.navigatedWithinDocument",
  "Runtime.bindingCalled",
  "Runtime.consoleAPICalled",
  "Runtime.exceptionThrown",
  "Runtime.executionContextCreated",
  "Runtime.executionContextDestroyed",
  "Runtime.executionContextsCleared",
  "Target.attachedToTarget",
  "Target.detachedFromTarget",
  "Target.targetCrashed",
  "Target.targetInfoChanged",
] as const;

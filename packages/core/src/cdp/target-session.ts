import type { ConsoleLevel } from "../options.js";
import type { TargetRecording } from "../session/target-recording.js";
import { withTimeout } from "../with-timeout.js";
import type { CdpChannel, CdpEvent } from "./channel.js";
import { isGone } from "./is-gone.js";
import { LoadedStyleSheets } from "./loaded-style-sheets.js";
import { PageLog } from "./page-log.js";
import { type RecorderScript, RUNS_NO_SCRIPTS } from "./recorder-script.js";
import { type ContextHost, ScriptContext } from "./script-context.js";
import type { SheetBody, StyleSheetTexts } from "./style-sheet-texts.js";

/** A busy or paused page answers late; closing does not wait longer for it. */
const FLUSH_TIMEOUT_MS = 1000;

/** What sessions share, and what is told of theirs. */
export interface TargetSessionHost {
  readonly script: RecorderScript;
  readonly recording: TargetRecording;
  readonly texts: StyleSheetTexts;
  readonly console: ConsoleLevel;
  onGap: ContextHost["onGap"];
}

/** Our CDP session with one page, or with a frame of it that has a process of its own. */
export class TargetSession {
  private readonly contexts = new Map<number, ScriptContext>();
  private readonly script: RecorderScript;
  private readonly styleSheets: LoadedStyleSheets;
  private readonly log: PageLog;
  private readonly host: ContextHost;

  constructor(
    private readonly channel: CdpChannel,
    readonly sessionId: string,
    { script, recording, texts, console, onGap }: TargetSessionHost,
  ) {
    this.script = script;
    this.log = new PageLog(console, script.controls, (event) => recording.addAside(event));
    // Of the ways to a resource's text this is the only one that makes no request of its own.
    this.styleSheets = new LoadedStyleSheets(
      texts,
      async (requestId) => (await this.send("Network.getResponseBody", { requestId })) as SheetBody,
    );
    const send = (method: string, params?: object) => this.send(method, params);
    const { controls } = script;
    this.host = { recording, styleSheets: this.styleSheets, controls, send, onGap };
  }

  /**
   * Puts the recorder into the target, then lets it run. All commands are sent at once: the target
   * handles them in order, so that the recorder is there before its first script.
   *
   * @param isWaiting - whether the target waits for us: one that waits for others only is left to
   *   them
   */
  async start(isWaiting: boolean): Promise<void> {
    const { binding, source } = this.script;
    const commands = [
      this.send("Page.enable"),
      // Bindings come back after a change of process only where this is on.
      this.send("Runtime.enable").then(() => this.log.start()),
      this.send("Network.enable", RESPONSE_BUFFERS),
      this.send("Runtime.addBinding", { name: binding }),
      this.send("Page.addScriptToEvaluateOnNewDocument", { source, runImmediately: true }),
      this.send("Target.setAutoAttach", AUTO_ATTACH_FRAMES),
    ];
    if (isWaiting) commands.push(this.send("Runtime.runIfWaitingForDebugger"));
    await Promise.all(commands);
  }

  onEvent({ method, params }: CdpEvent): void {
    const { binding, isolated } = this.script;
    if (method === "Runtime.executionContextCreated") {
      this.onContext(params.context as ContextDescription);
    } else if (method === "Runtime.bindingCalled") {
      const isOurs = params.name === binding || params.name === isolated.binding;
      if (isOurs) this.onPayload(params.executionContextId as number, params.payload as string);
    } else if (method === "Runtime.executionContextDestroyed") {
      this.forgetContext(params.executionContextId as number);
    } else if (method === "Runtime.executionContextsCleared") {
      this.forgetAll();
    } else if (method.startsWith("Network.")) {
      this.styleSheets.onEvent({ method, params });
    } else {
      this.log.onEvent({ method, params });
    }
  }

  /** Waits until all that the target has sent so far is here. */
  async flush(): Promise<void> {
    // What a recorder that is still to speak has sent comes before the answer, too.
    const answer = this.send("Runtime.evaluate", { expression: "0" }).catch(() => {
      // The target is gone: nothing more comes, which is what was waited for.
    });
    const flushes = [...this.contexts.values()].map((context) => context.flush());
    const all = Promise.all([answer, ...flushes]).then(() => this.styleSheets.settle());
    await withTimeout(all, FLUSH_TIMEOUT_MS);
  }

  /** Ends what the recorders in its documents send. */
  async mute(): Promise<void> {
    const calls = [...this.contexts.values()].map((context) => context.mute());
    await withTimeout(Promise.all(calls), FLUSH_TIMEOUT_MS);
  }

  forgetAll(): void {
    for (const id of [...this.contexts.keys()]) this.forgetContext(id);
  }

  private onPayload(contextId: number, payload: string): void {
    const context = this.context(contextId);
    if (payload !== RUNS_NO_SCRIPTS) context.onPayload(payload);
    else if (context.frameId !== undefined) void this.startIsolated(context.frameId);
  }

  private onContext({ id, auxData }: ContextDescription): void {
    if (auxData?.frameId !== undefined) this.context(id).frameId = auxData.frameId;
  }

  private context(id: number): ScriptContext {
    let context = this.contexts.get(id);
    if (!context) {
      context = new ScriptContext(id, this.host);
      this.contexts.set(id, context);
    }
    return context;
  }

  private forgetContext(id: number): void {
    this.contexts.get(id)?.forget();
    this.contexts.delete(id);
  }

  /** Records a frame that runs no scripts from a world of our own, in which they run. */
  private async startIsolated(frameId: string): Promise<void> {
    const { binding, source, world } = this.script.isolated;
    try {
      const [created] = await Promise.all([
        this.send("Page.createIsolatedWorld", { frameId, worldName: world }),
        this.send("Runtime.addBinding", { name: binding, executionContextName: world }),
      ]);
      const { executionContextId: contextId } = created as { executionContextId: number };
      await this.send("Runtime.evaluate", { expression: source, contextId, silent: true });
    } catch (error) {
      if (isGone(error)) return;
      const detail = `a frame without scripts is not recorded: ${(error as Error).message}`;
      this.host.onGap("recorder-error", detail);
    }
  }

  private send(method: string, params?: object): Promise<unknown> {
    return this.channel.send(method, params, this.sessionId);
  }
}

/**
 * Bytes of responses that the page's process keeps for us to ask for; by default it would be up to
 * hundreds of megabytes. Style sheets are asked for as soon as they are there.
 */
const RESPONSE_BUFFERS = {
  maxTotalBufferSize: 16 * 1024 * 1024,
  maxResourceBufferSize: 8 * 1024 * 1024,
};

interface ContextDescription {
  id: number;
  auxData?: { frameId?: string };
}

const AUTO_ATTACH_FRAMES = {
  autoAttach: true,
  waitForDebuggerOnStart: true,
  flatten: true,
  filter: [{ type: "iframe" }, { exclude: true }],
};

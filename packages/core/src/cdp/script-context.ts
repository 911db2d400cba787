import { BatchAssembler, parseBatch } from "@pagereel/protocol";
import { EventType } from "@rrweb/types";
import type { TargetRecording } from "../session/target-recording.js";
import { LinkedSheets } from "./linked-sheets.js";
import type { LoadedStyleSheets } from "./loaded-style-sheets.js";
import { findFailedSheet, type ResourceTree } from "./resource-tree.js";

/** What a context needs of its target. */
export interface ContextHost {
  readonly recording: TargetRecording;
  readonly styleSheets: LoadedStyleSheets;
  /** The name of the recorder's controls. */
  readonly controls: string;
  send(method: string, params?: object): Promise<unknown>;
  /** @param reason - a word for programs; `detail` is for people */
  onGap(reason: string, detail: string): void;
}

/** A script context of a target, as a recorder may run in each: what it sends, and how it is asked. */
export class ScriptContext {
  /** Not known of a page that comes back from the back/forward cache. */
  frameId: string | undefined;
  private readonly assembler: BatchAssembler;
  private readonly documentIds = new Set<string>();
  private readonly sheets: LinkedSheets;

  constructor(
    private readonly id: number,
    private readonly host: ContextHost,
  ) {
    this.assembler = new BatchAssembler((detail) => host.onGap("batch-too-large", detail));
    this.sheets = new LinkedSheets({
      loaded: host.styleSheets,
      setStyle: (...style) => host.recording.setStyle(...style),
      askDocument: async (nodeId) => (await this.control(`sendLinkedSheet(${nodeId})`)) === true,
      hasFailed: (url) => this.hasFailed(url),
      onMissing: (detail) => host.onGap("style-sheet-missing", detail),
    });
  }

  /** Takes what one call of the binding carries. */
  onPayload(payload: string): void {
    const text = this.assembler.add(payload);
    if (text === undefined) return;
    const batch = parseBatch(text);
    if (typeof batch === "string") {
      this.host.onGap("batch-broken", batch);
      return;
    }
    for (const error of batch.errors ?? []) {
      this.host.onGap("recorder-error", `the recorder met an error: ${error}`);
    }
    this.documentIds.add(batch.documentId);
    this.host.recording.push(batch, {
      requestSnapshot: () => this.control("takeFullSnapshot()"),
      pause: () => this.control("pause()"),
      resume: () => this.control("resume()"),
      spare: (isOn) => this.control(`spare(${isOn})`),
    });
    if (batch.events.some(({ type }) => type === EventType.FullSnapshot)) {
      this.sheets.restart(batch.documentId);
    }
    for (const sheet of batch.sheets ?? []) this.sheets.add(batch.documentId, sheet);
  }

  /** Waits until its recorder has sent all that has happened so far. */
  async flush(): Promise<void> {
    if (this.documentIds.size > 0) await this.control("flush()");
  }

  /** Ends what its recorder sends. */
  async mute(): Promise<void> {
    if (this.documentIds.size > 0) await this.control("mute()");
  }

  /** It is gone, and its documents with it. */
  forget(): void {
    for (const documentId of this.documentIds) this.host.recording.forget(documentId);
  }

  /** Of a sheet that was asked for before we were attached. */
  private async hasFailed(url: string): Promise<boolean> {
    const tree = await this.host.send("Page.getResourceTree").catch(() => undefined);
    return tree !== undefined && findFailedSheet((tree as ResourceTree).frameTree, url);
  }

  /** @returns what the recorder answers; undefined where there is none any more */
  private async control(call: string): Promise<unknown> {
    const expression = `${this.host.controls}?.${call}`;
    const params = { expression, contextId: this.id, silent: true };
    try {
      const answer = await this.host.send("Runtime.evaluate", params);
      return (answer as { result?: { value?: unknown } }).result?.value;
    } catch {
      // The document is gone, and with it what was asked for.
      return undefined;
    }
  }
}

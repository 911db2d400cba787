import { BatchAssembler, parseBatch, type UnreadableSheet } from "@pagereel/protocol";
import type { TargetRecording } from "../session/target-recording.js";
import type { LoadedStyleSheets } from "./loaded-style-sheets.js";
import { type SheetBody, StyleSheetReader } from "./style-sheet-reader.js";

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
  private readonly sheets: StyleSheetReader;

  constructor(
    private readonly id: number,
    private readonly host: ContextHost,
  ) {
    this.assembler = new BatchAssembler((detail) => host.onGap("batch-too-large", detail));
    this.sheets = new StyleSheetReader(
      (url) => this.getBody(url),
      (detail) => host.onGap("style-sheet-missing", detail),
    );
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
    });
    for (const sheet of batch.sheets ?? []) this.findSheet(batch.documentId, sheet);
  }

  /** Ends what its recorder sends. */
  async mute(): Promise<void> {
    if (this.documentIds.size > 0) await this.control("mute()");
  }

  /** It is gone, and its documents with it. */
  forget(): void {
    for (const documentId of this.documentIds) this.host.recording.forget(documentId);
  }

  private findSheet(documentId: string, { nodeId, url }: UnreadableSheet): void {
    // The page goes without it too: nothing is missing.
    if (this.host.styleSheets.find(url)?.failed) return;
    const setStyle = (text: string | undefined) => {
      if (text !== undefined) this.host.recording.setStyle(documentId, nodeId, text);
    };
    const known = this.sheets.known(url);
    if (known === undefined) void this.sheets.read(url).then(setStyle);
    else setStyle(known);
  }

  private async getBody(url: string): Promise<SheetBody> {
    const loaded = this.host.styleSheets.find(url);
    if (!loaded) throw new Error("the browser has loaded no such style sheet");
    // Of the ways to a resource's text this is the only one that makes no request of its own.
    const { requestId } = loaded;
    const answer = await this.host.send("Network.getResponseBody", { requestId });
    return { ...(answer as Omit<SheetBody, "url">), url: loaded.url };
  }

  private async control(call: string): Promise<void> {
    const expression = `${this.host.controls}?.${call}`;
    const params = { expression, contextId: this.id, silent: true };
    await this.host.send("Runtime.evaluate", params).catch(() => {
      // The document is gone, and with it what was asked for.
    });
  }
}

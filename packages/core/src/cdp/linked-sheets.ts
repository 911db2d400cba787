import type { LinkedSheet } from "@pagereel/protocol";
import type { LoadedStyleSheets } from "./loaded-style-sheets.js";

/** What is needed to give link elements their sheets. */
export interface LinkedSheetsHost {
  readonly loaded: LoadedStyleSheets;
  /** @param textJson - the sheet's text, as JSON */
  setStyle(documentId: string, nodeId: number, textJson: string, isNew: boolean): void;
  /** Asks the document to send the text itself; false where it does not. */
  askDocument(nodeId: number): Promise<boolean>;
  /** Whether the browser tried to load it, and failed. */
  hasFailed(url: string): Promise<boolean>;
  /** Called once for each sheet that cannot be had. */
  onMissing(detail: string): void;
}

/** What is known of the link elements of a document. A text has a node's id and an address as its key. */
interface DocumentSheets {
  current: Map<string, string>;
  /** Of the snapshot before: an element keeps its version of a sheet. */
  previous: Map<string, string>;
  /** What is still coming, by node. */
  pending: Map<number, LinkedSheet>;
}

/** Finds the text of the sheets that the link elements of a script context's documents have. */
export class LinkedSheets {
  private readonly documents = new Map<string, DocumentSheets>();
  private readonly missing = new Set<string>();

  constructor(private readonly host: LinkedSheetsHost) {}

  /** A snapshot tells of all link elements again: those that it does not are gone. */
  restart(documentId: string): DocumentSheets {
    const previous = this.documents.get(documentId)?.current ?? new Map();
    const sheets = { current: new Map(), previous, pending: new Map() };
    this.documents.set(documentId, sheets);
    return sheets;
  }

  /** Takes what a document says of a link element. */
  add(documentId: string, sheet: LinkedSheet): void {
    const { nodeId, url, isNew } = sheet;
    const { current, previous, pending } =
      this.documents.get(documentId) ?? this.restart(documentId);
    pending.delete(nodeId);
    if (url === null) return;
    const key = `${nodeId} ${url}`;
    // Another document may have loaded another version from this address since.
    const known = isNew ? undefined : (current.get(key) ?? previous.get(key));
    const loaded = this.host.loaded.find(url);
    const give = (text: string) => {
      current.set(key, text);
      this.host.setStyle(documentId, nodeId, text, isNew);
    };
    // At once where it can be, so that the replay is not without it in between.
    const text = known ?? loaded?.text;
    if (text !== undefined) {
      give(text);
    } else if (!loaded) {
      void this.doWithout(sheet, false);
    } else {
      pending.set(nodeId, sheet);
      void loaded.settled.then(() => {
        // Meanwhile the document may have said something else of this element.
        if (this.documents.get(documentId)?.pending.get(nodeId) !== sheet) return;
        pending.delete(nodeId);
        if (loaded.text === undefined) void this.doWithout(sheet, loaded.failed);
        else give(loaded.text);
      });
    }
  }

  private async doWithout({ nodeId, readable, url }: LinkedSheet, failed: boolean): Promise<void> {
    if (readable && (await this.host.askDocument(nodeId))) return;
    // One that failed the page goes without too: nothing is missing.
    if (failed || url === null || this.missing.has(url)) return;
    this.missing.add(url);
    if (await this.host.hasFailed(url)) return;
    const detail = `the text of the style sheet ${withoutQuery(url)} could not be had`;
    this.host.onMissing(detail);
  }
}

/** A query may hold a token. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, "");
}

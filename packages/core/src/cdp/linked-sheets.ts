import type { LinkedSheet } from "@pagereel/protocol";
import type { LoadedSheet, LoadedStyleSheets } from "./loaded-style-sheets.js";

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

/** Finds the text of the sheets that the link elements of a script context's documents have. */
export class LinkedSheets {
  /** What the elements have, by document and node. */
  private readonly elements = new Map<string, { sheet: LinkedSheet; loaded: LoadedSheet }>();
  private readonly missing = new Set<string>();

  constructor(private readonly host: LinkedSheetsHost) {}

  /** Takes what a document says of a link element. */
  add(documentId: string, sheet: LinkedSheet): void {
    const key = `${documentId} ${sheet.nodeId}`;
    const known = this.elements.get(key);
    this.elements.delete(key);
    if (sheet.url === null) return;
    // Another document may have loaded another version from this address since.
    const isKnown = known?.sheet.url === sheet.url && !sheet.isNew;
    const loaded = isKnown ? known.loaded : this.host.loaded.find(sheet.url);
    if (!loaded) {
      void this.doWithout(sheet, false);
      return;
    }
    const entry = { sheet, loaded };
    this.elements.set(key, entry);
    // At once where it can be, so that the replay is not without it in between.
    if (loaded.text !== undefined) {
      this.host.setStyle(documentId, sheet.nodeId, loaded.text, sheet.isNew);
      return;
    }
    void loaded.settled.then(() => {
      // Meanwhile the document may have said something else of this element.
      if (this.elements.get(key) !== entry) return;
      if (loaded.text === undefined) void this.doWithout(sheet, loaded.failed);
      else this.host.setStyle(documentId, sheet.nodeId, loaded.text, sheet.isNew);
    });
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

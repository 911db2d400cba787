import { IncrementalSource, type incrementalData } from "@rrweb/types";

type SheetChange = Extract<
  incrementalData,
  { source: IncrementalSource.StyleSheetRule | IncrementalSource.StyleDeclaration }
>;

/** What the replayer has and its types do not show. */
interface SheetReplayer {
  styleMirror: { getStyle(id: number): CSSStyleSheet | null };
  applyStyleSheetMutation(change: SheetChange): void;
}

/**
 * Changes of constructed sheets that a jump goes over: the replayer makes them before it makes the
 * sheets that the jump brings, so that those are lost.
 */
export class AdoptedSheets {
  private lost: SheetChange[] = [];

  /** A document keeps the sheets that it adopted later than the snapshot. */
  onSnapshot(document: Document): void {
    document.adoptedStyleSheets = [];
    this.lost = [];
  }

  /** An event of the past was applied. */
  onPast(data: incrementalData, replayer: unknown): void {
    const { styleMirror } = replayer as SheetReplayer;
    const isChange =
      data.source === IncrementalSource.StyleSheetRule ||
      data.source === IncrementalSource.StyleDeclaration;
    if (isChange && data.styleId && !styleMirror.getStyle(data.styleId)) this.lost.push(data);
  }

  apply(replayer: unknown): void {
    for (const change of this.lost) (replayer as SheetReplayer).applyStyleSheetMutation(change);
    this.lost = [];
  }
}

import type { scrollData } from "@rrweb/types";

/**
 * Where the page is scrolled to. After a jump the replayer scrolls to where it last jumped to, if
 * nothing was scrolled since; and a page with `scroll-behavior: smooth` is still on its way.
 */
export class PageScroll {
  private documentId = 1;
  private left = 0;
  private top = 0;

  /** @param offset - in CSS pixels */
  onSnapshot(documentId: number, offset: { left: number; top: number }): void {
    this.documentId = documentId;
    this.left = offset.left;
    this.top = offset.top;
  }

  onScroll({ id, x, y }: scrollData): void {
    if (id !== this.documentId) return;
    this.left = x;
    this.top = y;
  }

  apply(document: Document): void {
    const { left, top } = this;
    document.defaultView?.scrollTo({ left, top, behavior: "instant" });
  }
}

import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Items rendered beyond each edge, so that a fast scroll shows no blank. */
const MARGIN_ITEMS = 4;

export interface VisibleRange {
  first: number;
  /** Exclusive. */
  end: number;
}

/**
 * Which items of a long list are to be rendered: those that its scroll position shows.
 *
 * @param itemSize - px, the same of all
 */
export function useVisibleRange(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  itemSize: number,
  axis: "x" | "y",
): VisibleRange {
  const [view, setView] = useState({ offset: 0, size: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => setView((old) => keepEqual(old, readView(element, axis)));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [scroller, axis]);
  return visibleRange(view, count, itemSize);
}

interface View {
  offset: number;
  size: number;
}

/** @returns the items of a view, with a margin */
export function visibleRange(view: View, count: number, itemSize: number): VisibleRange {
  const first = Math.floor(view.offset / itemSize) - MARGIN_ITEMS;
  const end = Math.ceil((view.offset + view.size) / itemSize) + MARGIN_ITEMS;
  return { first: Math.min(Math.max(first, 0), count), end: Math.min(end, count) };
}

function readView(element: HTMLElement, axis: "x" | "y"): View {
  return axis === "x"
    ? { offset: element.scrollLeft, size: element.clientWidth }
    : { offset: element.scrollTop, size: element.clientHeight };
}

function keepEqual(old: View, view: View): View {
  return old.offset === view.offset && old.size === view.size ? old : view;
}

/** Scrolls no further than needed to show an item. */
export function scrollToItem(
  element: HTMLElement,
  index: number,
  itemSize: number,
  axis: "x" | "y",
): void {
  const { offset, size } = readView(element, axis);
  const start = index * itemSize;
  let next = offset;
  if (start < offset) next = start;
  else if (start + itemSize > offset + size) next = start + itemSize - size;
  if (next === offset) return;
  element.scrollTo(axis === "x" ? { left: next } : { top: next });
}

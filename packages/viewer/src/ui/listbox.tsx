import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { nextPosition } from "./next-position.js";
import { scrollToItem, useVisibleRange } from "./use-visible-range.js";

export interface ListboxProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** px, the same of all. */
  rowHeight: number;
  /** Index of what is selected, kept in sight; -1: none. */
  selected: number;
  /** By click, arrows, Home and End; with `onMove` by click and Enter. */
  onSelect: (item: T) => void;
  /** By arrows, Home and End, where to move is not to select: the index of what is selected next. */
  onMove?: (index: number) => void;
  children: (item: T) => ComponentChildren;
}

/** A list of any length, of which only the rows that are seen are in the document. */
export function Listbox<T>(props: ListboxProps<T>) {
  const { label, items, keyOf, rowHeight, selected, onSelect, onMove, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { first, end } = useVisibleRange(list, items.length, rowHeight, "y");
  useScrollTo(list, selected, rowHeight);
  const reach = (index: number, act: (index: number, item: T) => void) => {
    const item = items[index];
    if (item === undefined) return;
    if (list.current) scrollToItem(list.current, index, rowHeight, "y");
    act(index, item);
  };
  const select = (index: number) => reach(index, (_, item) => onSelect(item));
  const move = (index: number) => (onMove ? reach(index, onMove) : select(index));
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const next = nextPosition(event.key, selected, items.length, "vertical");
    if (event.key !== "Enter" && next === undefined) return;
    event.preventDefault();
    if (next === undefined) select(selected);
    else move(next);
  };
  return (
    <div
      ref={list}
      class="listbox"
      role="listbox"
      aria-label={label}
      aria-activedescendant={selected >= first && selected < end ? `${id}-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        class="listbox-sizer"
        role="presentation"
        style={{ height: `${items.length * rowHeight}px` }}
      >
        {items.slice(first, end).map((item, row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus
          <div
            key={keyOf(item)}
            id={`${id}-${first + row}`}
            class="listbox-option"
            role="option"
            aria-selected={first + row === selected}
            aria-setsize={items.length}
            aria-posinset={first + row + 1}
            style={{ top: `${(first + row) * rowHeight}px`, height: `${rowHeight}px` }}
            onClick={() => select(first + row)}
          >
            {children(item)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Keeps what is selected in sight, but never under a pointer that is about to click. */
function useScrollTo(
  list: { current: HTMLElement | null },
  selected: number,
  rowHeight: number,
): void {
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || selected < 0 || element.matches(":hover")) return;
    scrollToItem(element, selected, rowHeight, "y");
  }, [selected, rowHeight]);
}

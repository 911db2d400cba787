import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface PopoverProps {
  /** What opens it; gets the attributes that a button of a popup has. */
  trigger: (popup: PopoverTrigger) => ComponentChildren;
  /** Its content, which may close it. */
  children: (close: () => void) => ComponentChildren;
  side: "above" | "below";
  /** Which edge of the trigger it is aligned with. */
  align: "start" | "end";
  haspopup: "menu" | "dialog";
  label: string;
}

export interface PopoverTrigger {
  toggle: () => void;
  attributes: { "aria-haspopup": "menu" | "dialog"; "aria-expanded": boolean };
}

/** A button, and what hangs on it until one clicks elsewhere, leaves it or presses Escape. */
export function Popover({ trigger, children, side, align, haspopup, label }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector("button")?.focus();
  };
  useDismissal(anchor, isOpen, () => setOpen(false), close);
  useInitialFocus(anchor, isOpen);
  return (
    <div ref={anchor} class="popover-anchor">
      {trigger({
        toggle: () => setOpen(!isOpen),
        attributes: { "aria-haspopup": haspopup, "aria-expanded": isOpen },
      })}
      {isOpen && (
        <div
          class={`popover popover-${side} popover-${align}`}
          tabIndex={-1}
          {...{ role: haspopup, "aria-label": label }}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}

function useDismissal(
  anchor: RefObject<HTMLElement | null>,
  isOpen: boolean,
  leave: () => void,
  close: () => void,
): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    const ending = new AbortController();
    const { signal } = ending;
    const check = (event: Event) => {
      if (!event.composedPath().includes(anchor.current as EventTarget)) leave();
    };
    document.addEventListener("pointerdown", check, { signal });
    document.addEventListener("focusin", check, { signal });
    // Before anything else that Escape may close.
    const closeByKey = (event: KeyboardEvent) => closeBy(event, close);
    document.addEventListener("keydown", closeByKey, { capture: true, signal });
    return () => ending.abort();
  }, [isOpen]);
}

function closeBy(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  close();
}

/** On what is chosen, or the first field or item, or all of it. */
function useInitialFocus(anchor: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useLayoutEffect(() => {
    const popover = isOpen && anchor.current?.querySelector<HTMLElement>(".popover");
    if (!popover) return;
    const first =
      popover.querySelector<HTMLElement>("[aria-checked=true]") ??
      popover.querySelector<HTMLElement>("input, [role^=menuitem]") ??
      popover;
    first.focus();
  }, [isOpen]);
}

type FrameWindow = Window & typeof globalThis;

const guarded = new WeakSet<Window>();

/**
 * Keeps what has the focus in a recorded page from taking it away from the controls, where the
 * keyboard belongs. Its styles are not shown: a browser shows those of one document at a time.
 *
 * @param node - only documents matter: each has a window, whose elements have a `focus` of their own
 */
export function keepFocusOut(node: object): void {
  const scope = (node as Partial<Document>).defaultView as FrameWindow | null | undefined;
  if (!scope || guarded.has(scope)) return;
  guarded.add(scope);
  for (const type of [scope.HTMLElement, scope.SVGElement, scope.MathMLElement]) {
    if (type) type.prototype.focus = () => undefined;
  }
}

/** Gives the focus back that a dialog of a recorded page took, which does not ask. */
export class FocusKeeper {
  private kept: HTMLElement | undefined;

  constructor(private readonly stage: HTMLElement) {
    document.addEventListener("focusin", this.onFocusIn);
    document.addEventListener("focusout", this.onFocusOut);
  }

  private readonly onFocusIn = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && !this.stage.contains(target)) this.kept = target;
  };

  private readonly onFocusOut = () => {
    // Only then it is known where the focus went.
    queueMicrotask(() => {
      if (document.activeElement === document.body) this.kept = undefined;
    });
  };

  check(): void {
    const { activeElement } = document;
    if (activeElement?.localName !== "iframe" || !this.stage.contains(activeElement)) return;
    (activeElement as HTMLElement).blur();
    if (this.kept?.isConnected) this.kept.focus({ preventScroll: true });
  }

  close(): void {
    document.removeEventListener("focusin", this.onFocusIn);
    document.removeEventListener("focusout", this.onFocusOut);
  }
}

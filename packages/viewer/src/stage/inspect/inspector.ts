import { type Signal, signal } from "@preact/signals";
import type { InspectedElement } from "../playback.js";
import type { Stage } from "../stage.js";
import { describeElement } from "./describe-element.js";
import { elementAt } from "./element-at.js";

/** What it looks at. */
interface Page {
  readonly document: Document | undefined;
  readonly hasPage: boolean;
}

/** Tells of the element that the pointer is on, and draws a frame around it. */
export class Inspector {
  readonly inspected: Signal<InspectedElement | undefined> = signal(undefined);

  constructor(
    private readonly stage: Stage,
    private readonly page: () => Page | undefined,
  ) {}

  setActive(isActive: boolean): void {
    const { overlay } = this.stage;
    this.stage.setInspects(isActive);
    this.forget();
    const change = isActive ? "addEventListener" : "removeEventListener";
    overlay[change]("pointermove", this.onPointer as EventListener);
    // A finger does not move before it is on something.
    overlay[change]("pointerdown", this.onPointer as EventListener);
  }

  /** The element may be gone. */
  forget(): void {
    this.inspected.value = undefined;
    this.stage.setHighlight(undefined);
  }

  close(): void {
    this.setActive(false);
  }

  private readonly onPointer = (event: PointerEvent) => {
    const page = this.page();
    const found =
      page?.hasPage && page.document && elementAt(page.document, this.stage.toPage(event));
    this.inspected.value = found ? describeElement(found) : undefined;
    this.stage.setHighlight(this.inspected.value?.box);
  };
}

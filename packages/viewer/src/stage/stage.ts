import "./stage.css";
import { fitScale } from "./fit.js";
import type { Zoom } from "./playback.js";
import type { Size } from "./window-player.js";

/** The element in which pages are shown: one at a time, the next one behind it. */
export class Stage {
  /** Lies over the page, which takes no pointer. */
  readonly overlay = create("div", "stage-overlay");
  readonly element = create("div", "stage");
  private readonly sheet = create("div", "stage-sheet");
  private readonly highlight = create("div", "stage-highlight");
  private readonly sizes: ResizeObserver;
  private page: Size | undefined;
  private zoom: Zoom = "fit";
  private scale = 1;

  constructor(container: HTMLElement) {
    this.sheet.append(this.overlay);
    this.element.append(this.sheet);
    container.append(this.element);
    this.sizes = new ResizeObserver(() => this.layOut());
    this.sizes.observe(this.element);
    this.layOut();
  }

  /** @returns an element that is laid out, and not seen until it is shown */
  addLayer(): HTMLElement {
    const layer = create("div", "stage-layer");
    this.sheet.insertBefore(layer, this.overlay);
    return layer;
  }

  /** @param layer - undefined: there is no page */
  showLayer(layer: HTMLElement | undefined): void {
    for (const other of this.sheet.querySelectorAll<HTMLElement>(".stage-layer")) {
      other.toggleAttribute("data-shown", other === layer);
    }
  }

  /** @param page - of the page that is shown */
  setPage(page: Size | undefined): void {
    this.page = page;
    this.layOut();
  }

  setZoom(zoom: Zoom): void {
    this.zoom = zoom;
    this.layOut();
  }

  setInspects(inspects: boolean): void {
    this.element.toggleAttribute("data-inspects", inspects);
  }

  /** Where a pointer is in the recorded viewport. */
  toPage(pointer: { clientX: number; clientY: number }): { x: number; y: number } {
    const { left, top } = this.sheet.getBoundingClientRect();
    return { x: (pointer.clientX - left) / this.scale, y: (pointer.clientY - top) / this.scale };
  }

  /** @param box - in the recorded viewport */
  setHighlight(box: (Size & { left: number; top: number }) | undefined): void {
    this.highlight.remove();
    if (!box) return;
    for (const side of ["left", "top", "width", "height"] as const) {
      this.highlight.style[side] = `${box[side] * this.scale}px`;
    }
    this.overlay.append(this.highlight);
  }

  close(): void {
    this.sizes.disconnect();
    this.element.remove();
  }

  private layOut(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const page = this.page ?? { width: 0, height: 0 };
    this.scale = this.zoom === "fit" ? fitScale(page, { width, height }) : this.zoom;
    const shown = { width: page.width * this.scale, height: page.height * this.scale };
    this.element.toggleAttribute("data-scrolls", this.zoom !== "fit");
    this.element.style.setProperty("--stage-scale", String(this.scale));
    this.sheet.style.width = `${shown.width}px`;
    this.sheet.style.height = `${shown.height}px`;
    // Auto margins centre it across only, and a page that is larger starts at its beginning.
    this.sheet.style.marginBlock = `${Math.max(0, (height - shown.height) / 2)}px`;
    this.setHighlight(undefined);
  }
}

function create(tagName: "div", className: string): HTMLElement {
  const element = document.createElement(tagName);
  element.className = className;
  return element;
}

import {
  type customEvent,
  EventType,
  type eventWithTime,
  IncrementalSource,
  MouseInteractions,
} from "@rrweb/types";

interface Nodes {
  getNode(id: number): Node | null;
}

/** Tells that no ring is shown around the element that has the focus. */
type RingEvent = customEvent<{ id: number }> & { timestamp: number };

function isRingEvent(event: eventWithTime): event is RingEvent {
  return event.type === EventType.Custom && event.data.tag === "pagereel.focus-ring-hidden";
}

/**
 * What has the focus at the moment that is shown. After a jump the replayer has given it while the
 * elements were not there, or not visible yet; and a browser draws a ring where a script gives it.
 */
export class Focus {
  private id: number | undefined;
  private isRingHidden = false;

  onSnapshot(): void {
    this.id = undefined;
  }

  /** @returns whether the event changed the focus, or its ring */
  onEvent(event: eventWithTime): boolean {
    if (isRingEvent(event)) {
      this.isRingHidden = event.data.payload.id === this.id;
      return true;
    }
    if (event.type !== EventType.IncrementalSnapshot) return false;
    const { data } = event;
    if (data.source !== IncrementalSource.MouseInteraction) return false;
    if (data.type === MouseInteractions.Focus) this.id = data.id;
    else if (data.type === MouseInteractions.Blur && data.id === this.id) this.id = undefined;
    else return false;
    this.isRingHidden = false;
    return true;
  }

  apply(document: Document, nodes: Nodes): void {
    const element = this.id === undefined ? null : (nodes.getNode(this.id) as HTMLElement | null);
    // A document can have it too.
    if (element?.nodeType !== Node.ELEMENT_NODE) {
      (document.activeElement as HTMLElement | null)?.blur?.();
      return;
    }
    const focusVisible = !this.isRingHidden;
    // Else an element that has the focus keeps the ring that it has.
    if (element.matches(":focus") && element.matches(":focus-visible") !== focusVisible) {
      element.blur();
    }
    // Not all types of the library know it yet.
    element.focus({ preventScroll: true, focusVisible } as FocusOptions);
  }
}

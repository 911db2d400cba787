import { type customEvent, EventType, type eventWithTime } from "@rrweb/types";

/** States of an element that no attribute tells; what is absent does not hold. */
export interface ElementState {
  /** rrweb's id of the element. */
  id: number;
  popoverOpen?: boolean;
  indeterminate?: boolean;
  /** A script called it invalid. */
  customError?: boolean;
  customStates?: string[];
}

interface Nodes {
  getNode(id: number): Node | null;
}

type StateEvent = customEvent<ElementState> & { timestamp: number };

export function isStateEvent(event: eventWithTime): event is StateEvent {
  return event.type === EventType.Custom && event.data.tag === "pagereel.element-state";
}

/** The states that elements have at the moment that is shown. */
export class ElementStates {
  private readonly states = new Map<number, ElementState>();
  private readonly internals = new WeakMap<Element, ElementInternals>();

  /** @param nodes - where the element is shown already */
  set(state: ElementState, nodes?: Nodes): void {
    this.states.set(state.id, state);
    if (nodes) this.apply(state, nodes);
  }

  clear(): void {
    this.states.clear();
  }

  applyAll(nodes: Nodes): void {
    for (const state of this.states.values()) this.apply(state, nodes);
  }

  private apply(
    { id, popoverOpen, indeterminate, customError, customStates }: ElementState,
    nodes: Nodes,
  ): void {
    // Nodes are of the replay's window, whose classes are others than ours.
    const element = nodes.getNode(id) as HTMLInputElement | null;
    if (!element?.isConnected) return;
    if (element.localName === "input") element.indeterminate = indeterminate === true;
    if (element.hasAttribute("popover")) showPopover(element, popoverOpen === true);
    // Any text makes it invalid; what the page said is not shown by a page.
    element.setCustomValidity?.(customError ? "invalid" : "");
    if (customStates || this.internals.has(element)) this.setStates(element, customStates ?? []);
  }

  private setStates(element: HTMLElement, names: string[]): void {
    let internals = this.internals.get(element);
    try {
      internals ??= element.attachInternals();
    } catch {
      // Not a custom element here: it was never defined.
      return;
    }
    this.internals.set(element, internals);
    internals.states.clear();
    for (const name of names) internals.states.add(name);
  }
}

function showPopover(element: HTMLElement, isOpen: boolean): void {
  if (element.matches(":popover-open") !== isOpen) element.togglePopover(isOpen);
}

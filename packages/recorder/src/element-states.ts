import { afterCall, afterSet } from "./disguise.js";
import type { Entry } from "./mirror.js";
import { getter, hasAttribute, matches, quote, SafeWeakMap, SafeWeakSet } from "./natives.js";

const indeterminate = getter(HTMLInputElement.prototype, "indeterminate");
const isRejected = getter(ValidityState.prototype, "customError");
const statesOf = getter(ElementInternals.prototype, "states");
const forEachState = globalThis.CustomStateSet?.prototype.forEach;

/** Sets of custom states, and the elements that they are of. */
const holders = new SafeWeakMap<object, Element>();
const stateSets = new SafeWeakMap<Element, object>();

/** Elements to which a script gave a message that makes them invalid. */
const rejected = new SafeWeakSet<Element>();
const REJECTABLE = ["Input", "TextArea", "Select", "Button", "FieldSet", "Output", "Object"];

/** Hooks what changes states that no event and no attribute tells. */
export function watchElementStates(onChange: (element: Element) => void): void {
  afterSet(HTMLInputElement.prototype, "indeterminate", onChange);
  for (let i = 0; i < REJECTABLE.length; i++) {
    const { prototype } = globalThis[`HTML${REJECTABLE[i]}Element` as "HTMLInputElement"];
    const validity = getter(prototype, "validity");
    afterCall(prototype, "setCustomValidity", (element: HTMLInputElement) => {
      if (isRejected(validity(element))) rejected.add(element);
      else rejected.delete(element);
      onChange(element);
    });
  }
  const prototype = globalThis.CustomStateSet?.prototype;
  afterCall(HTMLElement.prototype, "attachInternals", (element: HTMLElement, _args, internals) => {
    const states = statesOf(internals as ElementInternals);
    holders.set(states, element);
    stateSets.set(element, states);
  });
  const onStates = (states: object) => {
    const element = holders.get(states);
    if (element) onChange(element);
  };
  afterCall(prototype, "add", onStates);
  afterCall(prototype, "delete", onStates);
  afterCall(prototype, "clear", onStates);
}

export function isModal(element: Element): boolean {
  return matches(element, "dialog:modal");
}

/**
 * A custom event that tells those states of an element which rrweb has no event for. Our replay
 * plugin sets them; other players go without.
 */
export function stateEvent(element: Element, tag: string, { id }: Entry): string | undefined {
  let states = "";
  if (hasAttribute(element, "popover") && matches(element, ":popover-open")) {
    states += `,"popoverOpen":true`;
  }
  if (tag === "input" && indeterminate(element as HTMLInputElement)) {
    states += `,"indeterminate":true`;
  }
  if (rejected.has(element)) states += `,"customError":true`;
  const custom = customStates(element);
  if (custom) states += `,"customStates":[${custom}]`;
  return states && `{"tag":"pagereel.element-state","payload":{"id":${id}${states}}}`;
}

/** The same after a change, by which states may have ended. */
export function changedStateEvent(element: Element, tag: string, entry: Entry): string {
  const none = `{"tag":"pagereel.element-state","payload":{"id":${entry.id}}}`;
  return stateEvent(element, tag, entry) || none;
}

function customStates(element: Element): string {
  const states = stateSets.get(element);
  if (!states || !forEachState) return "";
  let list = "";
  Reflect.apply(forEachState, states, [
    (state: string) => {
      list += (list && ",") + quote(state);
    },
  ]);
  return list;
}

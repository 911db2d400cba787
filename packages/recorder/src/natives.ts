/**
 * What the recorder uses of the page, taken before any script of the page ran: a page that patches
 * its prototypes or replaces its globals later changes nothing here.
 */

export const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { getOwnPropertyDescriptors, keys, setPrototypeOf } = Object;
const { isArray } = Array;

/** A prototype's members as they are now, apart from the prototype itself. */
function copyOf(prototype: object): object {
  return Object.defineProperties({}, getOwnPropertyDescriptors(prototype));
}

/** The prototypes that rrweb reads through: it would otherwise add an iframe to find clean ones. */
export const pristinePrototypes: Record<string, object> = {
  Node: copyOf(Node.prototype),
  ShadowRoot: copyOf(ShadowRoot.prototype),
  Element: copyOf(Element.prototype),
};

export const NativeMutationObserver = MutationObserver;
const { observe, disconnect, takeRecords } = MutationObserver.prototype;
export const nativeObserverMethods = { observe, disconnect, takeRecords };
export const nativeQueueMicrotask = queueMicrotask;
export const nativeSetTimeout = setTimeout;

const { apply } = Reflect;
const { addEventListener, removeEventListener } = EventTarget.prototype;
const { stopImmediatePropagation } = Event.prototype;
const nativePostMessage = window.postMessage;
const readData = getter(MessageEvent.prototype, "data");
const readSource = getter(MessageEvent.prototype, "source");
const { stringify } = JSON;
const { getRandomValues } = crypto;
const randomSource = crypto;

function getter(prototype: object, name: string): () => unknown {
  const get = getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new Error(`no getter ${name}`);
  return get;
}

export function listen(
  target: EventTarget,
  type: string,
  listener: (event: never) => void,
  options: AddEventListenerOptions,
): () => void {
  apply(addEventListener, target, [type, listener, options]);
  return () => apply(removeEventListener, target, [type, listener, options]);
}

export function hideFromPage(event: Event): void {
  apply(stopImmediatePropagation, event, []);
}

export function messageData(event: MessageEvent): unknown {
  return apply(readData, event, []);
}

export function messageSource(event: MessageEvent): object | null {
  return apply(readSource, event, []) as object | null;
}

export function postMessage(target: Window, data: string): void {
  apply(nativePostMessage, target, [data, "*"]);
}

export function randomNumbers(count: number): Uint32Array {
  return apply(getRandomValues, randomSource, [new Uint32Array(count)]) as Uint32Array;
}

/** JSON of plain data, even where the page gave its prototypes a `toJSON`. */
export function toJson(value: unknown): string {
  return stringify("toJSON" in [] ? bare(value) : value);
}

/** A copy without prototypes, which is where a `toJSON` would be found. */
function bare(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = setPrototypeOf(isArray(value) ? [] : {}, null);
  const names = keys(value);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    copy[name] = bare((value as Record<string, unknown>)[name]);
  }
  return copy;
}

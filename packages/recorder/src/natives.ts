/**
 * What the recorder uses of the page, taken before any script of the page ran: a page that patches
 * its prototypes or replaces its globals later changes nothing here.
 */

const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyDescriptors } = Object;

/** A prototype's members as they are now, apart from the prototype itself. */
function copyOf(prototype: object): object {
  return Object.defineProperties({}, getOwnPropertyDescriptors(prototype));
}

/** The prototypes that rrweb reads through: it would otherwise add an iframe to find clean ones. */
export const pristinePrototypes: Record<string, object> = {
  Node: copyOf(Node.prototype),
  ShadowRoot: copyOf(ShadowRoot.prototype),
  Element: copyOf(Element.prototype),
  MutationObserver: copyOf(MutationObserver.prototype),
};

export const NativeMutationObserver = MutationObserver;
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

const JSON_PROTOTYPES = [Object, Array, String, Number, Boolean].map((type) => type.prototype);

/** JSON of plain data, even where the page gave its prototypes a `toJSON`. */
export function toJson(value: unknown): string {
  const set = JSON_PROTOTYPES.filter((prototype) => getOwnPropertyDescriptor(prototype, "toJSON"));
  if (set.length === 0) return stringify(value);
  const descriptors = set.map((prototype) => getOwnPropertyDescriptor(prototype, "toJSON"));
  for (const prototype of set) Reflect.deleteProperty(prototype, "toJSON");
  try {
    return stringify(value);
  } finally {
    set.forEach((prototype, i) => {
      defineProperty(prototype, "toJSON", descriptors[i] as PropertyDescriptor);
    });
  }
}

/**
 * What the recorder uses of the page, taken before any script of the page ran: a page that patches
 * its prototypes or replaces its globals later changes nothing here.
 */

export const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
export const { apply, ownKeys } = Reflect;
const { bind, call } = Function.prototype;
/** Turns a method into a function that takes `this` first, whatever becomes of `call` and `bind`. */
const uncurryThis = apply(bind, bind, [call]) as (method: unknown) => never;

/** A method of a prototype as a function. */
export function method<P extends object, K extends keyof P>(
  prototype: P,
  name: K,
): P[K] extends (...args: infer A) => infer R ? (self: P, ...args: A) => R : never {
  return uncurryThis(prototype[name]);
}

/** The getter of a property as a function. Where there is no such property, it gives undefined. */
export function getter<P extends object, K extends keyof P>(
  prototype: P,
  name: K,
): (self: P) => P[K] {
  const get = getOwnPropertyDescriptor(prototype, name)?.get;
  return get ? uncurryThis(get) : ((() => undefined) as never);
}

/** A collection that keeps its methods when the page patches those of its base. */
function hardened<C extends new (...args: never[]) => object>(Base: C): C {
  // @ts-expect-error A mixin wants a rest parameter of any; the constructor is passed on as it is.
  const Hardened = class extends Base {};
  const names = ownKeys(Base.prototype);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (name === "constructor") continue;
    const descriptor = getOwnPropertyDescriptor(Base.prototype, name) as PropertyDescriptor;
    defineProperty(Hardened.prototype, name, descriptor);
  }
  return Hardened;
}

export const SafeMap = hardened(Map);
export const SafeSet = hardened(Set);
export const SafeWeakMap = hardened(WeakMap);
export const SafeWeakSet = hardened(WeakSet);

export const NativeProxy = Proxy;
export const NativeWeakRef = WeakRef;
export const deref = method(WeakRef.prototype, "deref");
export const NativeMutationObserver = MutationObserver;
export const observeMutations = method(MutationObserver.prototype, "observe");
export const stopObserving = method(MutationObserver.prototype, "disconnect");
export const takeRecords = method(MutationObserver.prototype, "takeRecords");
export const NativeURL = URL;
export const urlText = getter(URL.prototype, "href");
export const nativeQueueMicrotask = queueMicrotask;
export const nativeSetTimeout = setTimeout;
export const nativeRequestFrame = requestAnimationFrame;
export const now = Date.now;
const clock = performance;
const timeOf = method(Performance.prototype, "now");
/** ms, with fractions; for spans. */
export const preciseNow = (): number => timeOf(clock);
export const { round } = Math;

// Strings.
export const indexOf = method(String.prototype, "indexOf");
export const lastIndexOf = method(String.prototype, "lastIndexOf");
export const slice = method(String.prototype, "slice");
export const lowerCase = method(String.prototype, "toLowerCase");
export const charCodeAt = method(String.prototype, "charCodeAt");
export const repeat = method(String.prototype, "repeat");
export const trim = method(String.prototype, "trim");
export const replaceMatches = uncurryThis(String.prototype.replace) as (
  text: string,
  pattern: RegExp,
  replacement: string | ((...parts: string[]) => string),
) => string;
export const isMatch = method(RegExp.prototype, "test");

// The tree. `Node` itself may be replaced, and its constants with it.
export const ELEMENT = 1;
export const TEXT = 3;
export const CDATA = 4;
export const COMMENT = 8;
export const DOCUMENT = 9;
export const DOCTYPE = 10;
export const FRAGMENT = 11;
export const querySelector = method(Document.prototype, "querySelector");
export const nodeType = getter(Node.prototype, "nodeType");
export const nodeName = getter(Node.prototype, "nodeName");
export const parentNode = getter(Node.prototype, "parentNode");
export const firstChild = getter(Node.prototype, "firstChild");
export const lastChild = getter(Node.prototype, "lastChild");
export const nextSibling = getter(Node.prototype, "nextSibling");
export const previousSibling = getter(Node.prototype, "previousSibling");
export const isConnected = getter(Node.prototype, "isConnected");
export const textContent = getter(Node.prototype, "textContent");
export const baseUri = getter(Node.prototype, "baseURI");
export const characterData = getter(CharacterData.prototype, "data");
export const localName = getter(Element.prototype, "localName");
export const namespaceUri = getter(Element.prototype, "namespaceURI");
export const getAttributeNames = method(Element.prototype, "getAttributeNames");
export const getAttribute = method(Element.prototype, "getAttribute");
export const hasAttribute = method(Element.prototype, "hasAttribute");
export const matches = method(Element.prototype, "matches");
export const closest = method(Element.prototype, "closest");
export const boundingRect = method(Element.prototype, "getBoundingClientRect");
export const scrollLeft = getter(Element.prototype, "scrollLeft");
export const scrollTop = getter(Element.prototype, "scrollTop");
export const shadowRootOfOpen = getter(Element.prototype, "shadowRoot");
export const hostOf = getter(ShadowRoot.prototype, "host");
export const computedStyle = getComputedStyle;
export const ownerOfSheet = getter(StyleSheet.prototype, "ownerNode");
export const isSheetDisabled = getter(StyleSheet.prototype, "disabled");
export const sheetOfRule = getter(CSSRule.prototype, "parentStyleSheet");

// Events and messages.
const addEventListener = method(EventTarget.prototype, "addEventListener");
const removeEventListener = method(EventTarget.prototype, "removeEventListener");
export const hideFromPage = method(Event.prototype, "stopImmediatePropagation");
export const composedPath = method(Event.prototype, "composedPath");
export const eventTarget = getter(Event.prototype, "target");
export const eventType = getter(Event.prototype, "type");
export const messageData = getter(MessageEvent.prototype, "data");
export const messageSource = getter(MessageEvent.prototype, "source");
const nativePostMessage = window.postMessage;
export const eventDetail = getter(CustomEvent.prototype, "detail");
const dispatch = method(EventTarget.prototype, "dispatchEvent");
const NativeCustomEvent = CustomEvent;
export const frameElementOf = getter(window, "frameElement");
export const openerOf = getter(window, "opener");
const { stringify } = JSON;
const getRandomValues = method(Crypto.prototype, "getRandomValues");
const randomSource = crypto;

/** Without a prototype: what the page adds to `Object.prototype` would be read as an option. */
const LISTENING = { __proto__: null, capture: true, passive: true } as AddEventListenerOptions;

export function listen(target: EventTarget, type: string, listener: (event: never) => void): void {
  addEventListener(target, type, listener as never, LISTENING);
}

export function unlisten(
  target: EventTarget,
  type: string,
  listener: (event: never) => void,
): void {
  removeEventListener(target, type, listener as never, LISTENING);
}

/** Tells a window that may be of another origin, where this does nothing, by an event of our own. */
export function announceTo(target: () => EventTarget | null, type: string, detail: unknown): void {
  const options = { __proto__: null, detail, composed: true };
  try {
    const found = target();
    if (found) dispatch(found, new NativeCustomEvent(type, options));
  } catch {
    // Of another origin.
  }
}

export function postMessage(target: Window, data: string): void {
  apply(nativePostMessage, target, [data, "*"]);
}

export function randomNumbers(count: number): Uint32Array {
  return getRandomValues(randomSource, new Uint32Array(count)) as Uint32Array;
}

/** The text as a JSON string. A lone half of a surrogate pair is escaped. */
export function quote(text: string): string {
  return stringify(text);
}

/** JSON of a value that came from the page, of which nothing is known; null where there is none. */
export function toJson(value: unknown): string {
  try {
    return stringify(value) ?? "null";
  } catch {
    // A cycle, a bigint or a hostile toJSON.
    return "null";
  }
}

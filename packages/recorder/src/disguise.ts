import { originalOf, setOriginal } from "./hooked-functions.js";
import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  indexOf,
  lastIndexOf,
  NativeProxy,
  replaceMatches,
  slice,
} from "./natives.js";

type Method = (...args: unknown[]) => unknown;
/** Called after the native function, with what that was called with and what it gave. */
export type Reaction = (self: never, args: never[], result: unknown) => void;

/** The name of our functions in stack traces, by which they are taken out of those. */
let marker = "";
let onError: (error: unknown) => void = () => undefined;

/**
 * Makes `Function.prototype.toString` tell of a hooked function what it tells of the native one.
 *
 * @param secret - a name that no page can guess
 * @param report - told of errors in reactions, which the page never sees
 */
export function prepareHooks(secret: string, report: (error: unknown) => void): void {
  onError = report;
  if (marker) return;
  marker = secret;
  const { prototype } = Function;
  const native = prototype.toString as Method;
  replaceValue(prototype, "toString", native, originalOf);
}

/** Hooks a method: the reaction runs after each call that did not throw. */
export function afterCall(prototype: object | undefined, name: string, reaction: Reaction): void {
  if (!prototype) return;
  const native = getOwnPropertyDescriptor(prototype, name)?.value;
  if (typeof native === "function") replaceValue(prototype, name, native, sameThis, reaction);
}

/** Hooks the setter of a property. */
export function afterSet(prototype: object | undefined, name: string, reaction: Reaction): void {
  hookAccessor(prototype, name, "set", reaction);
}

/** Hooks the getter of a property, for what can be changed through the value that it gives. */
export function afterGet(prototype: object | undefined, name: string, reaction: Reaction): void {
  hookAccessor(prototype, name, "get", reaction);
}

/** Hooks a constructor of the global object. */
export function afterConstruct(
  name: string,
  reaction: (args: never[], made: object) => void,
): void {
  const descriptor = getOwnPropertyDescriptor(window, name);
  const native = descriptor?.value;
  if (typeof native !== "function") return;
  const handler = {
    __proto__: null,
    construct(target: never, args: never[], newTarget: never) {
      let made: object;
      try {
        made = Reflect.construct(target, args, newTarget === value ? target : newTarget);
      } catch (error) {
        throw withoutOurFrames(error);
      }
      guard(() => reaction(args, made));
      return made;
    },
  };
  defineProperty(handler.construct, "name", { __proto__: null, value: marker } as never);
  const value = new NativeProxy(native, handler as never);
  setOriginal(value, native);
  defineProperty(window, name, { ...descriptor, value });
  // What the page reads as `FontFace.prototype.constructor` is what it reads as `FontFace`.
  const own = getOwnPropertyDescriptor(native.prototype, "constructor");
  if (own) defineProperty(native.prototype, "constructor", { ...own, value });
}

function hookAccessor(
  prototype: object | undefined,
  name: string,
  kind: "get" | "set",
  reaction: Reaction,
): void {
  const descriptor = prototype && getOwnPropertyDescriptor(prototype, name);
  const native = descriptor?.[kind];
  if (!prototype || !native) return;
  const hooked = proxyOf(native as Method, sameThis, reaction);
  defineProperty(prototype, name, { ...descriptor, [kind]: hooked });
}

function replaceValue(
  holder: object,
  name: string,
  native: Method,
  thisOf: (self: unknown) => unknown,
  reaction?: Reaction,
): void {
  const descriptor = getOwnPropertyDescriptor(holder, name) as PropertyDescriptor;
  defineProperty(holder, name, { ...descriptor, value: proxyOf(native, thisOf, reaction) });
}

function proxyOf(
  native: Method,
  thisOf: (self: unknown) => unknown,
  reaction: Reaction | undefined,
): Method {
  const handler = {
    __proto__: null,
    apply(target: Method, self: unknown, args: unknown[]) {
      let result: unknown;
      try {
        result = apply(target, thisOf(self), args);
      } catch (error) {
        throw withoutOurFrames(error);
      }
      if (reaction) guard(() => reaction(self as never, args as never[], result));
      return result;
    },
  };
  defineProperty(handler.apply, "name", { __proto__: null, value: marker } as never);
  const proxy = new NativeProxy(native, handler as never);
  setOriginal(proxy, native);
  return proxy;
}

function sameThis(self: unknown): unknown {
  return self;
}

/** Measures the time that the recorder takes. Its parts can run within each other. */
export interface Meter {
  begin(): void;
  end(): void;
}

let meter: Meter | undefined;

export function measureBy(newMeter: Meter): void {
  meter = newMeter;
}

/** Runs a part of the recorder: what goes wrong in it is the recorder's matter alone. */
export function guard(run: () => void): void {
  meter?.begin();
  try {
    run();
  } catch (error) {
    onError(error);
  }
  meter?.end();
}

const APPLY_FRAME = /\n {4}at (?:Reflect\.)?apply \(<anonymous>\)$/;

/** A native error's stack begins where the page called, not in the hook. */
function withoutOurFrames(error: unknown): unknown {
  try {
    const { stack } = error as { stack?: unknown };
    if (typeof stack !== "string") return error;
    const ours = indexOf(stack, marker);
    if (ours === -1) return error;
    // The line of the hook, and the one by which it called the native.
    const lineStart = lastIndexOf(stack, "\n", ours);
    const lineEnd = indexOf(stack, "\n", ours);
    const above = replaceMatches(slice(stack, 0, lineStart), APPLY_FRAME, "");
    const cleaned = above + (lineEnd === -1 ? "" : slice(stack, lineEnd));
    defineProperty(error as object, "stack", {
      __proto__: null,
      value: cleaned,
      writable: true,
      configurable: true,
      enumerable: false,
    } as never);
  } catch {
    // A frozen error, or one whose stack throws: it goes on as it is.
  }
  return error;
}

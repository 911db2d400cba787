import { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } from "./natives.js";

type Method = (...args: unknown[]) => unknown;

/** A function that does what `replacement` does and looks like `original`. */
export function disguise(original: unknown, replacement: Method): Method {
  if (typeof original !== "function") return replacement;
  return new Proxy(original as Method, {
    apply: (_target, self, args) => Reflect.apply(replacement, self, args),
  });
}

/**
 * Replaces a method where it is defined, an object's prototype as a rule: a property of the object
 * itself would show.
 *
 * @returns a function that puts the original back
 */
export function replaceMethod(object: object, name: string, replacement: Method): () => void {
  let owner: object | null = object;
  while (owner && !getOwnPropertyDescriptor(owner, name)) owner = getPrototypeOf(owner);
  if (!owner) return () => undefined;
  const holder = owner;
  const descriptor = getOwnPropertyDescriptor(holder, name) as PropertyDescriptor;
  const value = disguise(descriptor.value, replacement);
  defineProperty(holder, name, { ...descriptor, value });
  return () => defineProperty(holder, name, descriptor);
}

/**
 * Replaces a method of one object, not of its class, without showing when the object is listed.
 *
 * @param wrap - gets the object's own method, bound, and returns the new one
 */
export function override<T extends object, K extends keyof T & string>(
  object: T,
  name: K,
  wrap: (original: T[K]) => T[K],
): void {
  const method = object[name] as (...args: unknown[]) => unknown;
  const value = wrap(method.bind(object) as T[K]);
  Object.defineProperty(object, name, { configurable: true, writable: true, value });
}

/**
 * A library that is the one given but for some methods. Everything else is passed on with the
 * library itself as `this`: classes with private fields accept no other.
 */
export function proxyLibrary<T extends object, M extends object>(library: T, methods: M): T & M {
  return new Proxy(library, {
    get(target, name) {
      if (Object.hasOwn(methods, name)) return methods[name as keyof M];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as T & M;
}

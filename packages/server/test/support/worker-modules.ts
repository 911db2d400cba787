import { registerHooks } from "node:module";

/** What Node has not: the module of a Worker's own runtime. */
const WORKERS = "data:text/javascript,export const env = {};";

/** Lets Node load what imports `cloudflare:workers`. */
export function stubWorkersModule(): Disposable {
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === "cloudflare:workers") return { url: WORKERS, shortCircuit: true };
      return nextResolve(specifier, context);
    },
  });
  return { [Symbol.dispose]: () => hooks.deregister() };
}

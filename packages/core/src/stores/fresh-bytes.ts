import type { Store } from "./store.js";

const stores = new WeakSet<Store>();

/** Notes that a store keeps nothing of what it gives: whoever reads from it may free the bytes. */
export function givingFreshBytes(store: Store): Store {
  stores.add(store);
  return store;
}

/** False for a store that is not known: another one may give the same bytes to several readers. */
export function givesFreshBytes(store: Store): boolean {
  return stores.has(store);
}

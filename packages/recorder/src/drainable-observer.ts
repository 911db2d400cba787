import { NativeMutationObserver, nativeObserverMethods } from "./natives.js";

const callbacks = new Map<DrainableObserver, MutationCallback>();

/** A MutationObserver whose waiting records can be handled before the end of the microtask. */
export class DrainableObserver extends NativeMutationObserver {
  constructor(callback: MutationCallback) {
    super(callback);
    callbacks.set(this, callback);
  }

  override observe(target: Node, options?: MutationObserverInit): void {
    Reflect.apply(nativeObserverMethods.observe, this, [target, options]);
  }

  override disconnect(): void {
    callbacks.delete(this);
    Reflect.apply(nativeObserverMethods.disconnect, this, []);
  }

  override takeRecords(): MutationRecord[] {
    return Reflect.apply(nativeObserverMethods.takeRecords, this, []);
  }
}

/** Runs the callbacks of all observers that have seen something. */
export function handleWaitingMutations(): void {
  for (const [observer, callback] of callbacks) {
    const records = observer.takeRecords();
    if (records.length > 0) callback(records, observer);
  }
}

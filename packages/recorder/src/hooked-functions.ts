import { commonOfRelatives, joinRelatives } from "./relatives.js";

/** What this window has hooked, to bring it along to the windows that it joins. */
const own: [hooked: object, original: object][] = [];

/**
 * A page can ask the `Function.prototype.toString` of a fresh frame about the functions of its own
 * window: what is hooked is known to all windows that can reach one another.
 */
export function setOriginal(hooked: object, native: object): void {
  const { originals } = commonOfRelatives();
  const original = originals.get(native) ?? native;
  originals.set(hooked, original);
  own[own.length] = [hooked, original];
}

/** The native function behind a hooked one; else what is given. */
export function originalOf(value: unknown): unknown {
  return commonOfRelatives().originals.get(value as object) ?? value;
}

/** @param secret - a name that no page can guess */
export function shareHookedFunctions(secret: string): void {
  if (!joinRelatives(secret)) return;
  const { originals } = commonOfRelatives();
  for (let i = 0; i < own.length; i++) {
    const entry = own[i] as (typeof own)[number];
    originals.set(entry[0], entry[1]);
  }
}

import { defineProperty, getOwnPropertyDescriptor } from "./natives.js";

export type Send = (payload: string) => void;

/** Calls that wait for a binding; more are a sign that none comes, and the page needs its memory. */
const MAX_WAITING = 1000;

const target = window as unknown as Record<string, unknown>;

/** Takes the binding out of the page's sight. */
export function takeBinding(name: string): Send | undefined {
  const binding = getOwnPropertyDescriptor(target, name)?.value;
  if (typeof binding !== "function") return undefined;
  delete target[name];
  return binding;
}

/**
 * For a popup that changes its process as it opens: Chromium can run scripts for new documents there
 * before it installs bindings. What is sent until then waits.
 */
export function awaitBinding(name: string): Send {
  let waiting: string[] = [];
  let send: Send = (payload) => {
    if (waiting.length >= MAX_WAITING) waiting = [];
    waiting[waiting.length] = payload;
  };
  defineProperty(target, name, {
    __proto__: null,
    configurable: true,
    set(binding: Send) {
      delete target[name];
      send = binding;
      for (let i = 0; i < waiting.length; i++) send(waiting[i] as string);
      waiting = [];
    },
  } as PropertyDescriptor);
  return (payload) => send(payload);
}

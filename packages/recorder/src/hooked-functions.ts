import type { Listeners } from "./listeners.js";
import {
  announceTo,
  eventDetail,
  frameElementOf,
  hideFromPage,
  openerOf,
  SafeWeakMap,
} from "./natives.js";

type Originals = WeakMap<object, object>;

/** The native function behind each hooked one, of this window and of those that share the map. */
let originals: Originals = new SafeWeakMap<object, object>();
let isShared = false;
/** What this window has hooked, to bring it along to a map that it comes to share. */
const own: [hooked: object, native: object][] = [];

export function setOriginal(hooked: object, native: object): void {
  const original = originals.get(native) ?? native;
  originals.set(hooked, original);
  own[own.length] = [hooked, original];
}

/** The native function behind a hooked one; else what is given. */
export function originalOf(value: unknown): unknown {
  return originals.get(value as object) ?? value;
}

interface Question {
  answer: Originals | undefined;
}

/** Answers the frames and popups of this origin that ask for what is hooked here. */
export function answerRelatives(secret: string, listeners: Listeners): void {
  listeners.add(window, typeOf(secret), (event: CustomEvent) => {
    hideFromPage(event);
    // To an isolated world, whose functions no page reaches, this is a copy.
    (eventDetail(event) as Question).answer = originals;
  });
}

/**
 * Shares what is hooked with the parent or opener, where that is of the same origin: a page can ask
 * the `Function.prototype.toString` of a fresh frame about the functions of its own window.
 *
 * An opener hears nothing while it opens the window: called again later, this makes up for it.
 *
 * @param secret - a name that no page can guess
 */
export function shareHookedFunctions(secret: string): void {
  if (isShared) return;
  const question: Question = { answer: undefined };
  announceTo(() => frameElementOf(window), typeOf(secret), question);
  if (!question.answer) announceTo(() => openerOf(window), typeOf(secret), question);
  if (!question.answer) return;
  isShared = true;
  originals = question.answer;
  for (let i = 0; i < own.length; i++) {
    const entry = own[i] as (typeof own)[number];
    originals.set(entry[0], entry[1]);
  }
}

function typeOf(secret: string): string {
  return `${secret}-hooked`;
}

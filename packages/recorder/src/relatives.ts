import type { Listeners } from "./listeners.js";
import {
  announceTo,
  eventDetail,
  frameElementOf,
  hideFromPage,
  openerOf,
  SafeWeakMap,
} from "./natives.js";

/** What the windows of one origin share that can reach one another. */
interface Common {
  /** The native function behind each hooked one. */
  originals: WeakMap<object, object>;
  /** Of the ranges of ids for documents in frames: the last one taken, where a top window counts. */
  lastIdSlot: number | undefined;
}

let common: Common = {
  originals: new SafeWeakMap<object, object>(),
  lastIdSlot: window.parent === window ? 0 : undefined,
};
let hasJoined = false;

export function commonOfRelatives(): Common {
  return common;
}

interface Question {
  answer: Common | undefined;
}

/** Answers the frames and popups of this origin that ask. */
export function answerRelatives(secret: string, listeners: Listeners): void {
  listeners.add(window, typeOf(secret), (event: CustomEvent) => {
    hideFromPage(event);
    // To an isolated world, whose functions no page reaches, this is a copy.
    (eventDetail(event) as Question).answer = common;
  });
}

/**
 * Joins the parent or opener, where that is of the same origin. An opener hears nothing while it
 * opens the window: called again later, this makes up for it.
 *
 * @param secret - a name that no page can guess
 * @returns true when it has just joined
 */
export function joinRelatives(secret: string): boolean {
  if (hasJoined) return false;
  const question: Question = { answer: undefined };
  announceTo(() => frameElementOf(window), typeOf(secret), question);
  if (!question.answer) announceTo(() => openerOf(window), typeOf(secret), question);
  if (!question.answer) return false;
  hasJoined = true;
  common = question.answer;
  return true;
}

function typeOf(secret: string): string {
  return `${secret}-relative`;
}

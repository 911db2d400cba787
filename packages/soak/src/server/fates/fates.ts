import type { Random } from "../random.ts";
import { deaths } from "./deaths.ts";
import { disasters } from "./disasters.ts";
import type { Fate } from "./fate.ts";
import { libraryFates } from "./library-fates.ts";
import { returns } from "./returns.ts";

export const FATES: readonly Fate[] = [...libraryFates, ...deaths, ...disasters, ...returns];

/** As many fates as there are sessions, in any order; each comes as often as the others. */
export function dealFates(sessions: number, random: Random): Fate[] {
  const decks = Array.from({ length: Math.ceil(sessions / FATES.length) }, () => FATES);
  return decks.flatMap((deck) => random.shuffle(deck)).slice(0, sessions);
}

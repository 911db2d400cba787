import { now } from "./natives.js";

/** A deadline, for what is written in one go. */
export const NEVER = Number.POSITIVE_INFINITY;

/** The clock is looked at once for so many questions. */
const QUESTIONS_A_LOOK = 64;

/** Until when something may take, asked so often that the clock itself would take long. */
export class Deadline {
  private at = NEVER;
  private past = false;
  private untilLook = QUESTIONS_A_LOOK;

  /** @param at - ms, as of `now` */
  set(at: number): void {
    this.at = at;
    this.past = false;
    this.untilLook = QUESTIONS_A_LOOK;
  }

  isPast(): boolean {
    if (this.at === NEVER || --this.untilLook > 0) return this.past;
    this.untilLook = QUESTIONS_A_LOOK;
    this.past = now() >= this.at;
    return this.past;
  }
}

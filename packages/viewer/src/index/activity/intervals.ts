/** Stretches of time in which something happens again and again. */
export class Intervals {
  /** Ascending, `joinMs` apart at least. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** @param joinMs - what is not further apart is one stretch */
  constructor(private readonly joinMs: number) {}

  /** Something happens at a time. */
  add(time: number): void {
    const i = this.#indexAt(time);
    const joinsLeft = i >= 0 && time - (this.#ends[i] ?? 0) <= this.joinMs;
    const joinsRight =
      i + 1 < this.#starts.length && (this.#starts[i + 1] ?? 0) - time <= this.joinMs;
    if (joinsLeft && joinsRight) this.#joinAt(i);
    else if (joinsLeft) this.#ends[i] = Math.max(time, this.#ends[i] ?? time);
    else if (joinsRight) this.#starts[i + 1] = time;
    else this.#insert(i + 1, time);
  }

  /** The last moment of something at a time or before: the time itself within a stretch. */
  lastAt(time: number): number | undefined {
    const end = this.#ends[this.#indexAt(time)];
    return end === undefined ? undefined : Math.min(end, time);
  }

  /** Where the next stretch begins, for a time that is in none. */
  nextAfter(time: number): number | undefined {
    const i = this.#indexAt(time);
    return time <= (this.#ends[i] ?? -Infinity) ? undefined : this.#starts[i + 1];
  }

  /** Of the last stretch that begins at a time or before; -1 where none does. */
  #indexAt(time: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #joinAt(i: number): void {
    this.#ends[i] = this.#ends[i + 1] ?? Infinity;
    this.#starts.splice(i + 1, 1);
    this.#ends.splice(i + 1, 1);
  }

  #insert(i: number, time: number): void {
    this.#starts.splice(i, 0, time);
    this.#ends.splice(i, 0, time);
  }
}

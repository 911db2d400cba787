import { describe, expect, test } from "vitest";
import { SESSION } from "../../test/support/stored-sessions.js";
import { LivePositions, type Position } from "./live-positions.js";

const IDS = Array.from({ length: 3000 }, (_, i) => `T${i}`);

function make(positions: Position[]): LivePositions {
  const made = new LivePositions(SESSION);
  for (const [i, position] of positions.entries()) {
    const targetId = IDS[i] ?? "";
    made.add(targetId);
    Object.assign(made.get(targetId) ?? {}, position);
  }
  return made;
}

function allOf(positions: LivePositions | undefined): (Position | undefined)[] {
  return [...(positions?.targetIds ?? [])].map((targetId) => positions?.get(targetId));
}

const done = (number: number): Position => ({ number, count: 0, isDone: true });
const open = (number: number, count: number): Position => ({ number, count, isDone: false });

describe("an id", () => {
  test.each([
    ["no target", []],
    ["one target", [open(3, 17)]],
    ["several", [done(1), done(1), done(1), open(2, 0), done(0), open(7, 123_456)]],
  ])("says where each one is: %s", (_, given) => {
    const id = make(given).toId();
    expect(allOf(LivePositions.resume(SESSION, id, IDS.slice(0, given.length)))).toEqual(given);
    // More targets have come since.
    expect(LivePositions.resume(SESSION, id, IDS)?.toId()).toBe(id);
  });

  test("of many that are over is short", () => {
    expect(make(IDS.map(() => done(1))).toId().length).toBeLessThan(40);
  });

  test("is left out where it would not fit in a header", () => {
    expect(make(IDS.map((_, i) => open(i, i))).toId()).toBe("");
  });

  test("of other targets, or of another session, is none", () => {
    const id = make([done(1), open(2, 3)]).toId();
    expect(LivePositions.resume(SESSION.replace("0", "1"), id, IDS)).toBeUndefined();
    expect(LivePositions.resume(SESSION, id, ["T1", "T0"])).toBeUndefined();
    expect(LivePositions.resume(SESSION, id, ["T0"])).toBeUndefined();
  });

  test.each(["1*3", "1,1,1", "1", "x", "1*0,1", "", "1-2-3,1", "1*999999", ",", "1e9,1"])(
    "with the positions %j is none",
    (tokens) => {
      const id = make([done(1), done(1)])
        .toId()
        .replace(/[^.]*$/, tokens);
      expect(LivePositions.resume(SESSION, id, IDS)).toBeUndefined();
    },
  );
});

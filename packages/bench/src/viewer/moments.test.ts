import { expect, test } from "vitest";
import { FedPage } from "../node/fed-page.ts";
import { chooseAtRandom, type Moment, noteMoments } from "./moments.ts";

test("the same numbers are chosen each time, all over the range", () => {
  const chosen = chooseAtRandom(1000, 50);
  expect(chosen).toEqual(chooseAtRandom(1000, 50));
  expect([Math.min(...chosen), Math.max(...chosen)]).toEqual([1, 49]);
});

test("what the page shows is noted, in the order in which it was asked for", () => {
  const moments: Moment[] = [];
  const lines = [...noteMoments(new FedPage(), 20_000, [9000, 100, 101], moments)];
  expect(lines).toEqual([...new FedPage().batches(20_000)]);
  const [late, early, next] = moments as [Moment, Moment, Moment];
  expect([early.offsetMs, next.offsetMs]).toEqual([484, 484].map((ms) => expect.closeTo(ms, -2)));
  // One of eight events adds a line to those 50 that there are.
  expect(early.line).toBeCloseTo(50 + 100 / 8, -1);
  expect(late.line).toBeCloseTo(50 + 9000 / 8, -1);
});

test("a moment has all that the page has sent until then, and nothing more", () => {
  const moments: Moment[] = [];
  const batches = noteMoments(new FedPage(), 10_000, [7777], moments);
  const events: { timestamp: number; line: string | undefined }[] = [];
  for (const batch of batches) {
    for (const line of batch.split("\n")) {
      const timestamp = Number(/"timestamp":(\d+)}$/.exec(line)?.[1]);
      // A snapshot has many lines of the log, of which the last one is the newest.
      events.push({ timestamp, line: [...line.matchAll(/"data-line":"(\d+)"/g)].at(-1)?.[1] });
    }
  }
  const [moment] = moments as [Moment];
  const from = events[0]?.timestamp ?? 0;
  const shown = events.filter(({ timestamp }) => timestamp <= from + moment.offsetMs);
  expect(Number(shown.findLast(({ line }) => line !== undefined)?.line)).toBe(moment.line);
});

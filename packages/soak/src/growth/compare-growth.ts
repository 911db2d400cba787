import type { HeapCounts } from "../heap/heap-counts.ts";

/** What was held at two moments, and how many rounds were between them. */
export interface Span {
  early: HeapCounts;
  late: HeapCounts;
  rounds: number;
}

/** By how much recording may grow more than no recording does. */
export interface Slack {
  /** Objects of a class, in a round. */
  objects: number;
  /** Objects of a class that the engine makes late, once, however many rounds there are. */
  objectsOnce: number;
  /** Of all objects, in a round. */
  bytes: number;
  /** Bytes of code and tables that the engine makes late, once, however many rounds there are. */
  bytesOnce: number;
  /** Objects of these classes that are meant to be kept, in a round. */
  kept?: Map<string, number>;
}

/** Something that grows too much. */
export interface Excess {
  /** A class, or "bytes". */
  name: string;
  /** In a round. */
  recorded: number;
  plain: number;
  allowed: number;
}

/**
 * The browser notes each request for each client of its `Network` domain, for as long as the document
 * lives: the library is one client, the recorder another.
 */
const PER_CLIENT = new Set(["blink::NetworkResourcesData::ResourceData"]);

/** The browser's own lists of slow tasks and scripts: as long as the machine is slow; it cuts them. */
const TIMINGS = /Performance\w*Timing|TaskAttributionTiming|TimingInfo/;

/** Finds what grows with recording by more than without and the slack, the largest first. */
export function compareGrowth(recorded: Span, plain: Span, slack: Slack): Excess[] {
  const names = new Set([...recorded.late.classes.keys(), ...recorded.early.classes.keys()]);
  const counted = [...names].filter((name) => !TIMINGS.test(name));
  const classes = counted.map((name): Excess => {
    // What there is less of is no room for other things.
    const without = Math.max(
      0,
      growth(plain, ({ classes }) => classes.get(name) ?? 0),
    );
    const expected = PER_CLIENT.has(name) ? 2 * without : without;
    return {
      name,
      recorded: growth(recorded, ({ classes }) => classes.get(name) ?? 0),
      plain: without,
      allowed:
        expected +
        slack.objects +
        slack.objectsOnce / recorded.rounds +
        (slack.kept?.get(name) ?? 0),
    };
  });
  const bytesWithout = Math.max(
    0,
    growth(plain, ({ bytes }) => bytes),
  );
  const bytes: Excess = {
    name: "bytes",
    recorded: growth(recorded, (counts) => counts.bytes),
    plain: bytesWithout,
    allowed: bytesWithout + slack.bytes + slack.bytesOnce / recorded.rounds,
  };
  const excesses = [bytes, ...classes].filter((each) => each.recorded > each.allowed);
  return excesses.sort((a, b) => b.recorded / b.allowed - a.recorded / a.allowed);
}

function growth({ early, late, rounds }: Span, of: (counts: HeapCounts) => number): number {
  return (of(late) - of(early)) / rounds;
}

import { compareGrowth, type Slack, type Span } from "../../growth/compare-growth.ts";
import type { OpenFiles } from "../child/processes.ts";
import type { Look, Remains } from "../look.ts";

/** The server when it had started, after the first sessions, and after all. */
export interface Looks {
  first: Look;
  early: Look;
  late: Look;
  /** Between `early` and `late`. */
  sessions: number;
}

/** A socket or pipe that Node opens for itself, late and once. */
const FILES_ONCE = 2;

/**
 * A session that has ended is remembered in a line of the history. A leak of one fate of 13 that is
 * one object a session is 0.08 in the mean.
 */
const HEAP: Slack = {
  objects: 0.05,
  objectsOnce: 40,
  bytes: 4000,
  bytesOnce: 3_000_000,
  kept: new Map([["Object", 2]]),
};

/** Bytes of the process, a session; and once, by which the allocator's pools differ. */
const RSS_BYTES = 100_000;
const RSS_BYTES_ONCE = 40_000_000;

/** Says what a server holds that it must not hold. */
export function judgeLooks({ first, early, late, sessions }: Looks): string[] {
  return [
    ...judgeRemains(late.remains),
    ...judgeHealth(late.health),
    ...judgeFiles(first.openFiles, late.openFiles),
    ...judgeHeap({ early: early.memory.heap, late: late.memory.heap, rounds: sessions }),
    ...judgeRss(early.memory.rssBytes, late.memory.rssBytes, sessions),
  ];
}

function judgeRemains({ activeSessions, listedSessions, processes, files }: Remains): string[] {
  return [
    ...(activeSessions === 0 ? [] : [`/metrics counts ${activeSessions} sessions that go on.`]),
    ...(listedSessions === 0 ? [] : [`${listedSessions} sessions are listed that go on.`]),
    ...processes.map((name) => `The process ${name} was left.`),
    ...files.map((name) => `${name} was left among the temporary files.`),
  ];
}

function judgeHealth(health: Look["health"]): string[] {
  const ill = Object.entries(health).filter(([, status]) => status !== 200);
  return ill.map(([path, status]) => `${path} answers ${status}.`);
}

function judgeFiles(first: OpenFiles, late: OpenFiles): string[] {
  const kinds = Object.keys(first) as (keyof OpenFiles)[];
  const grown = kinds.filter((kind) => late[kind] > first[kind] + FILES_ONCE);
  return grown.map((kind) => `${late[kind]} ${kind} are open; there were ${first[kind]} at first.`);
}

function judgeHeap(span: Span): string[] {
  const nothing: Span = { ...span, late: span.early };
  return compareGrowth(span, nothing, HEAP).map(({ name, recorded, allowed }) => {
    const [grown, limit] = [recorded, allowed].map((count) => Math.round(count * 100) / 100);
    return `The heap grows by ${grown} of "${name}" a session; ${limit} are allowed.`;
  });
}

function judgeRss(early: number, late: number, sessions: number): string[] {
  const allowed = RSS_BYTES_ONCE + RSS_BYTES * sessions;
  if (late - early <= allowed) return [];
  const [before, after] = [early, late].map((bytes) => Math.round(bytes / 1e6));
  return [`The process grew from ${before} to ${after} MB in ${sessions} sessions.`];
}

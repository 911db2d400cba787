import type { RecordingLike } from "./recordings.ts";
import type { ServerSoakResult } from "./soak-server.ts";

/** What came of a soak of the server, for people. */
export function describeServerSoak(result: ServerSoakResult): string {
  const { looks, findings, seconds, recordings, seed, sessions } = result;
  const table = countBy(recordings, describeEnd).map(([end, count]) => `  ${count} x ${end}`);
  const { first, early, late } = looks;
  const figures = [first, early, late].map(({ memory: { rssBytes, heap }, openFiles }) => {
    const { sockets, pipes, files } = openFiles;
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    return (
      `${megabytes(rssBytes)} MB, of which ${megabytes(heap.bytes)} MB heap; ` +
      `${sockets} sockets, ${pipes} pipes, ${files} files`
    );
  });
  return [
    `${sessions} sessions in ${Math.round(seconds)} s (--seed ${seed}):`,
    ...table,
    `  server at first: ${figures[0]}`,
    `  after ${sessions - looks.sessions} sessions: ${figures[1]}`,
    `  at the end: ${figures[2]}`,
    ...countBy(findings, String).map(
      ([finding, count]) => `  WRONG: ${finding}${count > 1 ? ` (${count} times)` : ""}`,
    ),
  ].join("\n");
}

function describeEnd({ metadata, state, reason, gaps }: RecordingLike): string {
  const missing = countBy(gaps, (gap) => gap.reason).map(([name]) => name);
  const lacks = missing.length > 0 ? `, gaps: ${missing.join(", ")}` : "";
  return `${metadata.fate}: ${state}, ${reason}${lacks}`;
}

function countBy<T>(items: T[], nameOf: (item: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

import type { Place } from "./life/life.ts";
import type { SoakResult } from "./soak.ts";

const PLACES: Record<Place, string> = {
  plain: "page with frames of its own origin",
  framing: "page with frames of other origins",
  traveller: "page that navigates",
  node: "Node's process",
};

/** The browser's templates have names of half a page. */
const MAX_NAME_LENGTH = 100;

/** What came of a soak, for people. */
export function describeResult(name: string, { plain, recorded, findings }: SoakResult): string {
  const lines = (Object.keys(PLACES) as Place[]).map((place) => {
    const [grown, without] = [recorded, plain].map(({ early, late, rounds }) =>
      kilobytes((late[place].bytes - early[place].bytes) / rounds),
    );
    const held = kilobytes(recorded.late[place].bytes);
    return `  ${PLACES[place]}: ${held} kB at the end, ${grown} kB a round (unrecorded: ${without})`;
  });
  const found = findings.map(
    ({ place, name, recorded: grown, plain: without, allowed }) =>
      `  GROWS: ${name.slice(0, MAX_NAME_LENGTH)} in the ${PLACES[place]}: ${rounded(grown)} a round ` +
      `(unrecorded: ${rounded(without)}, at most ${rounded(allowed)} allowed)`,
  );
  return [`${name}, ${recorded.rounds} rounds:`, ...lines, ...found].join("\n");
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1000);
}

function rounded(count: number): number {
  return Math.round(count * 10) / 10;
}

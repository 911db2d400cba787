/**
 * A Markdown table of the spec files that ran.
 *
 * @param baseline - results by id
 * @param comparison - what `compareRuns` returned
 */
export function specTable(baseline, { compared, broken }) {
  const tests = countBySpec([...baseline.keys()]);
  const comparable = countBySpec(compared);
  const failing = countBySpec(broken.map(({ id }) => id));
  const rows = [...tests].map(([spec, count]) => [
    spec,
    count,
    comparable.get(spec) ?? 0,
    failing.get(spec) ?? 0,
  ]);
  const header = ["spec file", "tests", "compared", "newly failing"];
  return [header, header.map(() => "---"), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** The id of a test begins with its spec file. */
function countBySpec(ids) {
  const counts = new Map();
  for (const id of ids) {
    const [spec] = id.split(" > ", 1);
    counts.set(spec, (counts.get(spec) ?? 0) + 1);
  }
  return counts;
}

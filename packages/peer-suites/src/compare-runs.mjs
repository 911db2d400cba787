/**
 * What a run changed. A test that does not pass in every baseline is left out: it says nothing.
 *
 * @param baselines - results of runs without recording, by id
 * @param run - results of a run with recording
 * @param repeats - results of further runs, of all tests or some: what passes there is flaky
 * @returns `compared`: ids of the tests that pass in every baseline; `broken`: results that fail in
 *   the run and in every repeat; `flaky`: that pass in a repeat; `missing`: ids without a result
 */
export function compareRuns(baselines, run, repeats = []) {
  const compared = [...baselines[0].keys()].filter((id) =>
    baselines.every((baseline) => baseline.get(id)?.outcome === "pass"),
  );
  const failing = compared.filter((id) => run.get(id)?.outcome === "fail");
  const isFlaky = (id) => repeats.some((repeat) => repeat.get(id)?.outcome === "pass");
  return {
    compared,
    broken: failing.filter((id) => !isFlaky(id)).map((id) => run.get(id)),
    flaky: failing.filter(isFlaky).map((id) => run.get(id)),
    missing: compared.filter((id) => !run.has(id)),
  };
}

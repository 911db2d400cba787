import { NODE_WORKLOADS } from "../node/index.ts";
import type { Run } from "../run/run.ts";
import { WORKLOADS } from "../workloads/index.ts";
import { renderNodeWorkload } from "./render-node-workload.ts";
import { renderSummary } from "./render-summary.ts";
import { renderWorkload } from "./render-workload.ts";

/** One run, in Markdown: with what, on what, ours in short, then each workload. */
export function renderRun(run: Run): string {
  const summary = run.info.variants.includes("pagereel") && renderSummary(run);
  return [
    renderCircumstances(run),
    ...(summary ? ["### Ours, in short", summary] : []),
    ...WORKLOADS.flatMap((workload) => renderSection(run, workload, renderWorkload)),
    ...NODE_WORKLOADS.flatMap((workload) => renderSection(run, workload, renderNodeWorkload)),
  ].join("\n\n");
}

function renderSection(
  run: Run,
  { name, about }: { name: string; about: string },
  render: (run: Run, workload: string) => string,
): string[] {
  const skipped = run.info.skipped.find(({ workload }) => workload === name);
  if (skipped) return [`### ${name}`, `Not measured: ${skipped.reason}.`];
  if (!run.results.some(({ cell }) => cell.workload === name)) return [];
  return [`### ${name}`, `${capitalize(about)}.`, render(run, name)];
}

function renderCircumstances({ info }: Run): string {
  const { startedAt, versions, machine, library, rounds, settings } = info;
  const date = new Date(startedAt).toISOString().slice(0, 10);
  const suites = settings.suites.length === 0 ? "its default suites" : settings.suites.join(", ");
  return [
    `- Measured on ${date} with ${versions.join(", ")}; the browser is driven by ${library}.`,
    `- On ${machine}.`,
    `- ${rounds} round${rounds === 1 ? "" : "s"}, size ${settings.size}; Speedometer: ${suites}, ` +
      `iterations: ${settings.iterations}; memory: ${settings.memorySeconds} s.`,
  ].join("\n");
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

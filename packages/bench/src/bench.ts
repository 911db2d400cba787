import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchOptions } from "./command-line/parse-command-line.ts";
import { printResult } from "./report/print-result.ts";
import { renderReport } from "./report/render-report.ts";
import { renderRun } from "./report/render-run.ts";
import { performRun } from "./run/perform-run.ts";
import type { Run } from "./run/run.ts";
import { RunFile, readRunFile } from "./run/run-file.ts";
import { checkSpeedometer } from "./run/used-versions.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PAGE = join(ROOT, "docs", "reference", "performance.md");
const RUNS = join(ROOT, "bench-results");

/**
 * Measures, or reads what was measured, and writes the page, or prints what it would say.
 *
 * @returns the exit code: 1 where a cell failed
 */
export async function bench(given: BenchOptions): Promise<number> {
  if (process.platform !== "linux") {
    throw new Error("The figures come from /proc, which only Linux has. Run this on Linux.");
  }
  if (given.report) {
    await writePage(await Promise.all(given.report.map((path) => readRunFile(fromRoot(path)))));
    return 0;
  }
  const speedometer = given.speedometer && fromRoot(given.speedometer);
  if (speedometer) checkSpeedometer(speedometer);
  const run = await measure({ ...given, speedometer });
  if (given.isComplete) await writePage([run]);
  else console.log(`\n${renderRun(run)}`);
  return run.results.some(({ outcome }) => "failure" in outcome) ? 1 : 0;
}

async function measure(options: BenchOptions): Promise<Run> {
  let file: RunFile | undefined;
  const run = await performRun(options, {
    async onStart(info) {
      for (const { workload, reason } of info.skipped)
        console.log(`skipped ${workload}: ${reason}`);
      // A small run has no figures that are worth keeping.
      if (info.settings.size === "quick") return;
      const name = new Date(info.startedAt).toISOString().replaceAll(":", "-");
      file = await RunFile.create(join(RUNS, `${name}.ndjson`), info);
      console.log(`Figures go to ${file.path}`);
    },
    async onResult(result) {
      printResult(result);
      await file?.add(result);
    },
  });
  return run;
}

async function writePage(runs: Run[]): Promise<void> {
  await mkdir(dirname(PAGE), { recursive: true });
  await writeFile(PAGE, renderReport(runs));
  console.log(`Written: ${PAGE}`);
}

/** The command's process runs in its package's folder, but its user is where `pnpm bench` works. */
function fromRoot(path: string): string {
  return resolve(ROOT, path);
}

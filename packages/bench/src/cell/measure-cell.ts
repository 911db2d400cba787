import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LibraryName } from "../plan/cell.ts";
import type { RecorderName } from "../plan/variants.ts";
import type { SiteAddresses } from "../site/site-addresses.ts";
import type { WorkloadSettings } from "../workloads/workload.ts";
import type { Outcome } from "./figures.ts";
import { figuresOfReport } from "./figures-of-report.ts";
import { folderBytes } from "./folder-bytes.ts";
import { runMeasuredProcess } from "./run-measured-process.ts";

/** A workload takes seconds, Speedometer some minutes with the slowest recorder. */
const TIME_LIMIT_MS = { quick: 120_000, full: 15 * 60_000 };

/** What is the same for all cells of a run. */
export interface Setup {
  library: LibraryName;
  settings: WorkloadSettings;
  site: SiteAddresses;
  executablePath: string;
}

/** Measures one cell; a failure is an outcome too. */
export async function measureCell(
  workload: string,
  variant: RecorderName,
  setup: Setup,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "pagereel-bench-"));
  const { size, memorySeconds } = setup.settings;
  try {
    const task = { ...setup, workload, variant, folder };
    const report = await runMeasuredProcess(task, TIME_LIMIT_MS[size] + memorySeconds * 1000);
    return {
      figures: figuresOfReport(report, await folderBytes(folder)),
      remarks: report.remarks,
    };
  } catch (error) {
    return { failure: (error as Error).message };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

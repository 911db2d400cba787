import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { PageResult } from "../measure/measure-pages.ts";
import type { KnownCause } from "../metric/known-cause.ts";
import { renderReport } from "./render-report.ts";
import { usedVersions } from "./used-versions.ts";

const REPORT = fileURLToPath(new URL("../../../../docs/reference/fidelity.md", import.meta.url));

/** @returns the path of what was written */
export async function writeReport(results: PageResult[], causes: KnownCause[]): Promise<string> {
  await mkdir(dirname(REPORT), { recursive: true });
  await writeFile(REPORT, renderReport(results, causes, await usedVersions()));
  return REPORT;
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportHtml, fetchRecording } from "@pagereel/playwright-adapter";
import type { Browser } from "playwright-core";
import { checkRecording } from "./checks.ts";
import { photographReplay, pictureComparison } from "./pictures.ts";
import type { Site } from "./site.ts";
import { Journal, type Tour } from "./tour.ts";

/**
 * Goes on a tour, fetches its recording, checks it, exports it and photographs the replay.
 *
 * @param folder - for `replay.html` and the pictures
 * @param viewer - a browser that is not recorded, to replay in
 * @returns how many checks failed
 */
export async function demonstrate(
  name: string,
  tour: Tour,
  site: Site,
  folder: string,
  viewer: Browser,
): Promise<number> {
  console.log(`\nRecording with ${name}:`);
  await mkdir(folder, { recursive: true });
  const result = await tour(site, new Journal(folder));

  const recording = await fetchRecording(result.sessionId);
  const count = Object.values(recording.events).flat().length;
  console.log(`Fetched ${count} events over ${(recording.duration / 1000).toFixed(1)} s. Checks:`);
  const checks = await checkRecording(recording, result, site, viewer);
  for (const { sentence, holds } of checks) {
    console.log(`  ${holds ? "ok    " : "FAILED"} ${sentence}`);
  }

  console.log("Exporting the replay and photographing it at each moment:");
  await writeFile(
    join(folder, "replay.html"),
    await exportHtml(recording, { title: `AdminLTE, ${name}` }),
  );
  await photographReplay(folder, recording, result, viewer);
  await pictureComparison(folder, Object.keys(result.moments), viewer);
  console.log("Written:");
  for (const file of ["replay.html", "replay.png", "comparison.png"]) {
    console.log(`  ${join(folder, file)}`);
  }
  return checks.filter(({ holds }) => !holds).length;
}

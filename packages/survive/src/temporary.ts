import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A new directory for the test that runs; it is gone with that. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "pagereel-survive-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  return directory;
}

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest, Recording } from "@pagereel/protocol";
import { describe, expect, test } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "./chromium/find-chromium.js";

/** What the suite needs of an adapter's package. */
export interface ProcessExitSubject {
  /** `node <script> DIRECTORY END BROWSER [argument ...]`: records into the directory, prints the session id, and ends. */
  script: string;
  readManifest(directory: string, sessionId: string): Promise<Manifest>;
  fetchRecording(directory: string, sessionId: string): Promise<Recording>;
}

/** The process of the automation ends without closing the browser. */
export function describeProcessExit(name: string, subject: ProcessExitSubject): void {
  describe(`${name}: a recording of a process that ends`, () => {
    test.each(["exit", "throw", "SIGINT", "SIGTERM"])("by %s is finalized", async (end) => {
      const directory = await mkdtemp(join(tmpdir(), "pagereel-exit-"));
      const sessionId = await run(subject.script, [
        directory,
        end,
        findChromium(),
        ...CHROMIUM_ARGS,
      ]);
      const manifest = await subject.readManifest(directory, sessionId);
      expect(manifest).toMatchObject({ state: "final", reason: "process-exit", gaps: [] });
      const { events } = await subject.fetchRecording(directory, sessionId);
      expect(JSON.stringify(events)).toContain("the last words");
      await rm(directory, { recursive: true });
    });
  });
}

/** @returns what the script printed; that it fails is what it is run for */
function run(script: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (_error, stdout) => resolve(stdout));
  });
}

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import openInBrowser from "open";
import { CommandError } from "./command-error.js";
import { replayPage } from "./replay-page.js";
import { addSourceOptions, type SourceOptions } from "./source-options.js";
import { writeOutput } from "./write-output.js";

/** `pagereel open`: a replay in the default browser. */
export function addOpen(program: Command): void {
  const command = program
    .command("open")
    .description("play a session in the default browser")
    .argument("<sessionId>")
    .option("--no-browser", "only write the file, and print its path");
  addSourceOptions(command).action(open);
}

async function open(
  sessionId: string,
  options: SourceOptions & { browser: boolean },
): Promise<void> {
  const page = await replayPage(sessionId, options);
  // A folder that only its user may read. The file stays: the browser reads it after this ends.
  const file = join(await mkdtemp(join(tmpdir(), "pagereel-")), `${sessionId}.html`);
  await writeOutput(file, [page]);
  console.log(file);
  if (options.browser) await startBrowser(file);
}

async function startBrowser(file: string): Promise<void> {
  try {
    await openInBrowser(file);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new CommandError(`Failed to start a browser: ${reason}. Open the file above in one.`, {
      cause,
    });
  }
}

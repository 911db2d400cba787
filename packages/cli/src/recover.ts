import { defaultStore, fileStore, type RecoveredSessions, recoverSessions } from "@pagereel/core";
import type { Command } from "commander";
import { CommandError } from "./command-error.js";

interface RecoverCommandOptions {
  store?: string;
  dryRun?: true;
}

/** `pagereel recover`: finishes the sessions whose process was killed. */
export function addRecover(program: Command): void {
  program
    .command("recover")
    .description("finish the sessions whose process was killed; those that are recording stay")
    .option(
      "--store <dir>",
      "directory that holds the recordings (default: .pagereel, PAGEREEL_DIR)",
    )
    .option("--dry-run", "only say what would be recovered")
    .action(run);
}

async function run({ store: directory, dryRun }: RecoverCommandOptions): Promise<void> {
  const store = directory === undefined ? defaultStore() : fileStore(directory);
  const result = await recoverSessions(store, dryRun ? { dryRun } : {});
  for (const { error } of result.failed) console.error(error.message);
  for (const sessionId of result.recovered) {
    console.log(`${dryRun ? "would recover" : "recovered"} ${sessionId}`);
  }
  console.log(summarize(result, store.name, dryRun));
  const { length } = result.failed;
  if (length > 0)
    throw new CommandError(`Not all could be recovered: ${length} failed, see above.`);
}

function summarize(
  { recovered, recording }: RecoveredSessions,
  storeName: string,
  dryRun = false,
): string {
  const done = dryRun ? "Would recover" : "Recovered";
  const sessions = recovered.length === 1 ? "1 session" : `${recovered.length} sessions`;
  return `${done} ${sessions} of the ${storeName}; ${recording.length} recording.`;
}

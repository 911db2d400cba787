import { defaultStore, fileStore, type PrunedSession, prune } from "@pagereel/core";
import type { Command } from "commander";
import { CommandError } from "./command-error.js";
import { parseCount } from "./parse-count.js";
import { describePruned, summarizePruning } from "./prune-text.js";

interface PruneCommandOptions {
  store?: string;
  days?: number;
  dryRun?: true;
}

/** `pagereel prune`: deletes the sessions whose retention is over. */
export function addPrune(program: Command): void {
  program
    .command("prune")
    .description("delete the sessions whose retention is over; those that are recording stay")
    .option(
      "--store <dir>",
      "directory that holds the recordings (default: .pagereel, PAGEREEL_DIR)",
    )
    .option(
      "--days <n>",
      "days after its end for which a session is kept (default: as recorded, else 30)",
      parseCount,
    )
    .option("--dry-run", "only say what would be deleted")
    .action(run);
}

async function run({ store: directory, days, dryRun }: PruneCommandOptions): Promise<void> {
  const store = directory === undefined ? defaultStore() : fileStore(directory);
  const onSession = (session: PrunedSession) => {
    if (session.error) console.error(session.error.message);
    if (session.outcome === "deleted") console.log(describePruned(session, dryRun));
  };
  const result = await prune(store, { retentionDays: days, dryRun, onSession });
  console.log(summarizePruning(result, store.name, dryRun));
  const { length } = result.failed;
  if (length > 0) throw new CommandError(`Not all could be pruned: ${length} failed, see above.`);
}

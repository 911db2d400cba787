import { defaultStore, fileStore, type Store } from "@pagereel/core";
import type { Command } from "commander";
import { parseCount } from "./parse-count.js";
import { type SessionSummary, summarizeSession } from "./session-summary.js";
import { formatSessions } from "./session-table.js";

const DEFAULT_LIMIT = 20;

interface ListOptions {
  store?: string;
  limit: number;
  json?: true;
}

/** `pagereel list`: the sessions of a store, newest first. */
export function addList(program: Command): void {
  program
    .command("list")
    .description("list the recorded sessions, newest first")
    .option(
      "--store <dir>",
      "directory that holds the recordings (default: .pagereel, PAGEREEL_DIR)",
    )
    .option("--limit <n>", "sessions to list", parseCount, DEFAULT_LIMIT)
    .option("--json", "print JSON: times in ms since the epoch, durations in ms")
    .action(list);
}

async function list({ store: directory, limit, json }: ListOptions): Promise<void> {
  const store = directory === undefined ? defaultStore() : fileStore(directory);
  const { sessionIds, cursor } = await store.listSessions({ limit });
  const sessions = await summarizeAll(store, sessionIds);
  if (json) return console.log(JSON.stringify(sessions, null, 2));
  if (sessions.length === 0) return console.log(`No sessions in the ${store.name}.`);
  for (const line of formatSessions(sessions, process.stdout.columns)) console.log(line);
  for (const { error } of sessions) if (error) console.error(error);
  if (cursor) console.error(`There are more: pagereel list --limit ${limit * 2}`);
}

/** One after the other: the manifests of a full store would not all fit into memory. */
async function summarizeAll(store: Store, sessionIds: string[]): Promise<SessionSummary[]> {
  const sessions: SessionSummary[] = [];
  for (const sessionId of sessionIds) sessions.push(await summarizeSession(store, sessionId));
  return sessions;
}

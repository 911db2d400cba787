#!/usr/bin/env node
import { RecordingError } from "@pagereel/core";
import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { CommandError } from "./command-error.js";
import { addExport } from "./export.js";
import { addList } from "./list.js";
import { addOpen } from "./open.js";
import { addPrune } from "./prune.js";
import { addRecover } from "./recover.js";
import { addServe } from "./serve.js";
import { addToken } from "./token.js";

/** Exit codes as shells and their users know them. */
const FAILED = 1;
const WRONG_USAGE = 2;

const program = new Command("pagereel")
  .description(manifest.description)
  .version(manifest.version)
  // Commands made from here on inherit it: commander throws instead of exiting with 1.
  .exitOverride();
addList(program);
addOpen(program);
addExport(program);
addPrune(program);
addRecover(program);
addServe(program);
addToken(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Tells what is known of an error; one that nobody expected keeps its stack. */
function exitCodeOf(error: unknown): number {
  // Commander has told it, and has called the help an error that succeeded.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  if (!(error instanceof RecordingError || error instanceof CommandError)) throw error;
  console.error(error.message);
  return FAILED;
}

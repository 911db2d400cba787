import { CommanderError } from "commander";
import { bench } from "./bench.ts";
import { parseCommandLine } from "./command-line/parse-command-line.ts";

/** As shells and their users know it. */
const WRONG_USAGE = 2;

try {
  process.exitCode = await bench(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  if (error instanceof CommanderError) {
    // It has said what is wrong, or its help, already.
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else {
    console.error(`error: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

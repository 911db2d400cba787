import { writeFile } from "node:fs/promises";
import { CommandError } from "./command-error.js";

/**
 * Writes a file, in the place of one that may be there.
 *
 * @throws CommandError where that is not possible
 */
export async function writeOutput(file: string, pieces: Iterable<string>): Promise<void> {
  try {
    await writeFile(file, pieces);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new CommandError(
      `Failed to write ${JSON.stringify(file)}: ${reason}. The recording itself is untouched.`,
      { cause },
    );
  }
}

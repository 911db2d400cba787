import { readFile } from "node:fs/promises";
import { RecordingError } from "@pagereel/core";

/**
 * Reads a config file, which is JSON.
 *
 * @returns what is in it, not checked yet
 * @throws RecordingError `INVALID_OPTIONS` where it cannot be read, or is no object in JSON
 */
export async function readConfigFile(file: string): Promise<object> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new RecordingError(
      "INVALID_OPTIONS",
      `The config file ${JSON.stringify(file)} could not be read: ${cause.code}.`,
      { cause },
    );
  });
  const config = parseConfig(file, text);
  if (typeof config === "object" && config !== null && !Array.isArray(config)) return config;
  throw new RecordingError(
    "INVALID_OPTIONS",
    `The config file ${JSON.stringify(file)} holds no object: it has to begin with "{".`,
  );
}

function parseConfig(file: string, text: string): unknown {
  try {
    // Editors on Windows begin files with it.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    // Node's sentence quotes the file, in which there may be secrets.
    const place = /line \d+ column \d+/.exec((error as Error).message)?.[0];
    throw new RecordingError(
      "INVALID_OPTIONS",
      `The config file ${JSON.stringify(file)} is no JSON${place ? `: see ${place}` : ""}.`,
    );
  }
}

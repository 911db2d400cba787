import fs from "node:fs";
import fsp from "node:fs/promises";
import { RecordingError } from "@pagereel/protocol";
import type { StoredFile } from "./files.js";
import { linkFailure, noFile, OWN_FILES_ONLY, refuseLinkedDirectory } from "./links.js";
import { cannotRead, isMissing } from "./store-errors.js";

/**
 * @param maxBytes - a file that is larger is none of Pagereel's
 * @returns the content, or undefined where there is no such file
 * @throws RecordingError `STORE_READ_FAILED`, `INVALID_RECORDING` for what is no file, or too large
 */
export async function readFile(file: StoredFile, maxBytes: number): Promise<Buffer | undefined> {
  try {
    await refuseLinkedDirectory(file, "INVALID_RECORDING");
    const handle = await fsp.open(file.path, fs.constants.O_RDONLY | OWN_FILES_ONLY);
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw noFile(file.path, "INVALID_RECORDING");
      if (found.size > maxBytes) throw tooLarge(file.path, found.size, maxBytes);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    if (cause instanceof RecordingError) throw cause;
    throw linkFailure(file.path, "INVALID_RECORDING", cause) ?? cannotRead(file.path, cause);
  }
}

/**
 * @returns false for a link too
 * @throws RecordingError `STORE_READ_FAILED`
 */
export async function fileExists(filePath: string): Promise<boolean> {
  try {
    return (await fsp.lstat(filePath)).isFile();
  } catch (cause) {
    if (isMissing(cause)) return false;
    throw cannotRead(filePath, cause);
  }
}

/**
 * @returns the names of the directories in a directory, none where it is missing
 * @throws RecordingError `STORE_READ_FAILED`
 */
export async function listDirectories(directory: string): Promise<string[]> {
  try {
    const entries = await fsp.readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cannotRead(directory, cause);
  }
}

function tooLarge(filePath: string, size: number, maxBytes: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `"${filePath}" has ${size} bytes; Pagereel writes no such file of more than ${maxBytes}. Delete ` +
      `it, or put the right one in its place.`,
  );
}

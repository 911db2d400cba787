import fs from "node:fs";
import fsp from "node:fs/promises";
import path from "node:path";
import { RecordingError, type RecordingErrorCode } from "@pagereel/protocol";

const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;

/** For opening: a link fails at once (not on Windows, where few may make one), a pipe does not wait. */
export const OWN_FILES_ONLY = O_NOFOLLOW | O_NONBLOCK;

interface PlacedFile {
  /** The store's directory. */
  root: string;
  path: string;
}

/**
 * Refuses a file whose directory is a link: what it leads to is not the store's. The store's own
 * directory may be one.
 *
 * @throws RecordingError with this code
 */
export async function refuseLinkedDirectory(
  { root, path: file }: PlacedFile,
  code: RecordingErrorCode,
): Promise<void> {
  const directory = path.dirname(file);
  if (directory === root) return;
  const found = await fsp.lstat(directory).catch(ignoreMissing);
  if (found?.isSymbolicLink()) throw isLink(directory, code);
}

/** The same without waiting. */
export function refuseLinkedDirectorySync(
  { root, path: file }: PlacedFile,
  code: RecordingErrorCode,
): void {
  const directory = path.dirname(file);
  if (directory === root) return;
  if (fs.lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw isLink(directory, code);
  }
}

/** Says what is wrong with a file that was not opened because it is a link; undefined for other errors. */
export function linkFailure(
  file: string,
  code: RecordingErrorCode,
  cause: unknown,
): RecordingError | undefined {
  const isLoop = ["ELOOP", "EMLINK"].includes((cause as NodeJS.ErrnoException).code ?? "");
  return isLoop ? isLink(file, code) : undefined;
}

/** For a directory, a device or a pipe in a file's place. */
export function noFile(file: string, code: RecordingErrorCode): RecordingError {
  return new RecordingError(
    code,
    `"${file}" is no file, though Pagereel has one of this name: someone else has put it there. ` +
      `Delete it.`,
  );
}

function isLink(found: string, code: RecordingErrorCode): RecordingError {
  return new RecordingError(
    code,
    `"${found}" is a symbolic link. Below a store's directory Pagereel follows none, as what it leads ` +
      `to is not the store's. Put the real thing in its place, or delete the link.`,
  );
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

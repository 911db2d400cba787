import { randomUUID } from "node:crypto";
import fs from "node:fs";
import fsp from "node:fs/promises";
import path from "node:path";
import type { RecordingError } from "@pagereel/protocol";
import {
  linkFailure,
  noFile,
  OWN_FILES_ONLY,
  refuseLinkedDirectory,
  refuseLinkedDirectorySync,
} from "./links.js";
import { cannotDelete, cannotWrite, isMissing, missingBytes } from "./store-errors.js";

const { O_CREAT, O_WRONLY } = fs.constants;

/** One of a store's files. */
export interface StoredFile {
  /** The store's directory; made where it is missing. */
  root: string;
  path: string;
  /** Whether what is written has to be on the disk before it counts as written. Default false. */
  fsync?: boolean;
}

/**
 * Writes bytes at a place of a file, which at offset 0 is created.
 *
 * @throws RecordingError `SINK_WRITE_FAILED`, or `SEGMENT_LOST` where the file ends before the offset
 */
export async function writeAt(file: StoredFile, offset: number, chunk: Uint8Array): Promise<void> {
  try {
    const handle = await openAt(file, offset);
    try {
      checkPlace(file, await handle.stat(), offset);
      for (let done = 0; done < chunk.length; ) {
        done += (await handle.write(chunk, done, chunk.length - done, offset + done)).bytesWritten;
      }
      if (!file.fsync) return;
      await handle.sync();
      if (offset === 0) await syncDirectory(file);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw failure(file, offset, cause);
  }
}

/** The same without waiting. */
export function writeAtSync(file: StoredFile, offset: number, chunk: Uint8Array): void {
  try {
    const fd = openAtSync(file, offset);
    try {
      checkPlace(file, fs.fstatSync(fd), offset);
      for (let done = 0; done < chunk.length; ) {
        done += fs.writeSync(fd, chunk, done, chunk.length - done, offset + done);
      }
      if (file.fsync) fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  } catch (cause) {
    throw failure(file, offset, cause);
  }
}

function checkPlace(file: StoredFile, found: fs.Stats, offset: number): void {
  if (!found.isFile()) throw noFile(file.path, "SINK_WRITE_FAILED");
  if (found.size < offset) throw missingBytes(file.path, found.size, offset);
}

function failure(file: StoredFile, offset: number, cause: unknown): RecordingError {
  if (offset > 0 && isMissing(cause)) return missingBytes(file.path, 0, offset);
  return linkFailure(file.path, "SINK_WRITE_FAILED", cause) ?? cannotWrite(file.path, cause);
}

/**
 * Gives a file a new content: a reader sees the old one or the new one.
 *
 * @throws RecordingError `SINK_WRITE_FAILED`
 */
export async function replaceFile(file: StoredFile, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryPath(file);
  try {
    await makeDirectories(file);
    await refuseLinkedDirectory(file, "SINK_WRITE_FAILED");
    await fsp.writeFile(temporary, content, { flush: file.fsync ?? false, flag: "wx" });
    await fsp.rename(temporary, file.path);
    if (file.fsync) await syncDirectory(file);
  } catch (cause) {
    // The first error is the one to tell; a temporary file that is left does no harm.
    await fsp.rm(temporary, { force: true }).catch(() => undefined);
    throw cannotWrite(file.path, cause);
  }
}

/** The same without waiting. */
export function replaceFileSync(file: StoredFile, content: string | Uint8Array): void {
  const temporary = temporaryPath(file);
  try {
    makeDirectoriesSync(file);
    refuseLinkedDirectorySync(file, "SINK_WRITE_FAILED");
    fs.writeFileSync(temporary, content, { flush: file.fsync ?? false, flag: "wx" });
    fs.renameSync(temporary, file.path);
  } catch (cause) {
    throw cannotWrite(file.path, cause);
  }
}

/**
 * @param last - the name of the file that goes last
 * @throws RecordingError `SINK_WRITE_FAILED`; not for a directory that is not there
 */
export async function deleteDirectory(directory: string, last: string): Promise<void> {
  try {
    for (const name of await listNames(directory)) {
      if (name === last) continue;
      await fsp.rm(path.join(directory, name), { recursive: true, force: true });
    }
    await fsp.rm(directory, { recursive: true, force: true });
  } catch (cause) {
    throw cannotDelete(directory, cause);
  }
}

/** @returns none where it is missing, or is no directory itself, but a link to one, say */
async function listNames(directory: string): Promise<string[]> {
  try {
    return (await fsp.lstat(directory)).isDirectory() ? await fsp.readdir(directory) : [];
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}

/** @param offset - only a file's first bytes create it: others are of no use without them */
async function openAt(file: StoredFile, offset: number): Promise<fsp.FileHandle> {
  await refuseLinkedDirectory(file, "SINK_WRITE_FAILED");
  const flags = flagsAt(offset);
  try {
    return await fsp.open(file.path, flags);
  } catch (error) {
    if (offset > 0 || !isMissing(error)) throw error;
    await makeDirectories(file);
    return fsp.open(file.path, flags);
  }
}

function openAtSync(file: StoredFile, offset: number): number {
  if (offset === 0) makeDirectoriesSync(file);
  refuseLinkedDirectorySync(file, "SINK_WRITE_FAILED");
  return fs.openSync(file.path, flagsAt(offset));
}

function flagsAt(offset: number): number {
  return O_WRONLY | OWN_FILES_ONLY | (offset > 0 ? 0 : O_CREAT);
}

/** A file's name is on the disk once its directory is. */
async function syncDirectory(file: StoredFile): Promise<void> {
  // Windows opens no directories, and keeps names by itself.
  if (process.platform === "win32") return;
  const handle = await fsp.open(path.dirname(file.path));
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A directory that was there is its owner's: whether git sees it is not ours to say. */
async function makeDirectories(file: StoredFile): Promise<void> {
  const isNew = (await fsp.mkdir(file.root, { recursive: true })) !== undefined;
  if (isNew) await fsp.writeFile(ignoreFile(file.root), "*\n");
  await fsp.mkdir(path.dirname(file.path), { recursive: true });
}

function makeDirectoriesSync(file: StoredFile): void {
  const isNew = fs.mkdirSync(file.root, { recursive: true }) !== undefined;
  if (isNew) fs.writeFileSync(ignoreFile(file.root), "*\n");
  fs.mkdirSync(path.dirname(file.path), { recursive: true });
}

function ignoreFile(root: string): string {
  return path.join(root, ".gitignore");
}

/** In the same directory, since a rename across file systems is no rename. */
function temporaryPath(file: StoredFile): string {
  return `${file.path}.${randomUUID()}.tmp`;
}

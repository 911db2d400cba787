import { RecordingError } from "@pagereel/protocol";

/** For an append that does not follow on what is there: it would leave a hole in the file. */
export function missingBytes(segment: string, present: number, offset: number): RecordingError {
  return new RecordingError(
    "SEGMENT_LOST",
    `Cannot append to segment ${segment} at byte ${offset}: it has ${present} bytes. It was deleted ` +
      `or cut while it was being written. Delete sessions after their end only.`,
  );
}

/** For what the file system did not take; an error that says it all already stays as it is. */
export function cannotWrite(path: string, cause: unknown): RecordingError {
  if (cause instanceof RecordingError) return cause;
  return new RecordingError(
    "SINK_WRITE_FAILED",
    `Cannot write "${path}": ${(cause as Error).message}. Make the directory writable and see ` +
      `that its disk has room, or record to another one: set PAGEREEL_DIR, or pass ` +
      `recording: { sink: fileStore(directory) }.`,
    { cause },
  );
}

/** For what the file system did not give, though it seems to be there. */
export function cannotRead(path: string, cause: unknown): RecordingError {
  return new RecordingError(
    "STORE_READ_FAILED",
    `Cannot read "${path}": ${(cause as Error).message}. Check that it is a directory made by ` +
      `Pagereel and that this user may read it.`,
    { cause },
  );
}

/** For what the file system keeps though it was told to delete it. */
export function cannotDelete(path: string, cause: unknown): RecordingError {
  return new RecordingError(
    "SINK_WRITE_FAILED",
    `Cannot delete "${path}": ${(cause as Error).message}. A part of it may be left: see that ` +
      `this user may write there, and delete it again.`,
    { cause },
  );
}

/** Whether an error of the file system says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Of a directory's name; the number of the process that made it follows. */
const PREFIX = "pagereel-browser-";
const NAME = new RegExp(`^${PREFIX}(\\d+)-`);

/** A browser that was killed may still write for a moment. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

/** Where a browser keeps what it has. */
export interface BrowserDirectory {
  /** The other two are in it. */
  directory: string;
  profileDirectory: string;
  /** For downloads and uploads. */
  filesDirectory: string;
}

/** Makes a directory for one browser. */
export async function makeBrowserDirectory(): Promise<BrowserDirectory> {
  const directory = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const profileDirectory = join(directory, "profile");
  const filesDirectory = join(directory, "files");
  await mkdir(filesDirectory);
  await mkdir(join(profileDirectory, "Default"), { recursive: true });
  const preferences = JSON.stringify(preferencesOf(filesDirectory));
  await writeFile(join(profileDirectory, "Default", "Preferences"), preferences);
  return { directory, profileDirectory, filesDirectory };
}

/** A page can download when no client has said where to: that would be the user's own directory. */
function preferencesOf(filesDirectory: string): object {
  const place = { default_directory: filesDirectory };
  return { download: { ...place, prompt_for_download: false }, savefile: place };
}

export function removeBrowserDirectory(directory: string): Promise<void> {
  return rm(directory, REMOVAL);
}

/** Removes what servers left that were killed. */
export async function removeLeftDirectories(): Promise<void> {
  const names = await readdir(tmpdir());
  const left = names.filter((name) => {
    const pid = NAME.exec(name)?.[1];
    return pid !== undefined && !isRunning(Number(pid));
  });
  // Those of other users cannot be removed, and are theirs to remove.
  await Promise.allSettled(left.map((name) => removeBrowserDirectory(join(tmpdir(), name))));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is there, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

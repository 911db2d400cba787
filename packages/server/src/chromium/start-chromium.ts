import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { launch, type Process } from "@puppeteer/browsers";
import { chromiumArguments } from "./chromium-arguments.js";
import { MessagePipe } from "./message-pipe.js";
import {
  type BrowserDirectory,
  makeBrowserDirectory,
  removeBrowserDirectory,
} from "./profile-directory.js";

/** Lines of what it has said to its standard error. */
const MAX_LAST_WORDS = 20;
/** What a browser looks at. */
const OF_BROWSER =
  /^(?:PATH|HOME|USER|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|DISPLAY|XAUTHORITY|WAYLAND_DISPLAY|XDG_\w+|DBUS_\w+|FONTCONFIG_\w+|SystemRoot|ProgramFiles|LOCALAPPDATA|APPDATA|USERPROFILE)$/;

/** Below its directory for temporary files a browser has a socket, of a name of this length. */
const SOCKET_NAME = "/.org.chromium.Chromium.XXXXXX/SingletonSocket";
/** Bytes of a socket's path, on the system that allows the fewest. */
const MAX_SOCKET_PATH_BYTES = 103;

/** How browsers are started. */
export interface ChromiumOptions {
  executablePath: string;
  headless: boolean;
  /** Beside the server's own. */
  args: string[];
}

/** A Chromium of one session. */
export interface RunningChromium {
  pipe: MessagePipe;
  /** The only one into which it may download, and from which it may upload. */
  filesDirectory: string;
  /** Resolves when its process has ended. */
  exited: Promise<void>;
  /** What it said last, for the log; it may have paths and addresses in it. */
  lastWords(): string;
  /** Ends its process, and removes what it left. Can be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a Chromium with a profile of its own. Whether it really runs shows in what it answers.
 *
 * @throws where its executable cannot be started
 */
export async function startChromium(options: ChromiumOptions): Promise<RunningChromium> {
  const own = await makeBrowserDirectory();
  try {
    return running(await spawnBrowser(options, own), own);
  } catch (error) {
    await removeBrowserDirectory(own.directory);
    throw error;
  }
}

async function spawnBrowser(
  { executablePath, headless, args }: ChromiumOptions,
  { directory, profileDirectory }: BrowserDirectory,
): Promise<Process> {
  const browser = launch({
    executablePath,
    args: chromiumArguments(profileDirectory, headless, args),
    pipe: true,
    env: browserEnvironment(directory),
    // The server ends its sessions itself when it is asked to end.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // Rejects where there is no such file, or it may not be run.
  await once(browser.nodeProcess, "spawn");
  return browser;
}

function running(
  browser: Process,
  { directory, filesDirectory }: BrowserDirectory,
): RunningChromium {
  const { stdio } = browser.nodeProcess;
  const exited = browser.hasClosed();
  const close = async () => {
    browser.kill();
    await exited;
    endGroup(browser.nodeProcess.pid);
    await removeBrowserDirectory(directory);
  };
  let closing: Promise<void> | undefined;
  return {
    pipe: new MessagePipe(stdio[3] as Writable, stdio[4] as Readable),
    filesDirectory,
    exited,
    lastWords: () => browser.getRecentLogs().slice(-MAX_LAST_WORDS).join("\n"),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Those whose browser was killed live on for a moment, and make its directory anew. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of them have ended, or the system knows no groups.
  }
}

/** The server's own environment may hold keys, which a browser has no use for. */
function browserEnvironment(directory: string): Record<string, string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => OF_BROWSER.test(name));
  return { ...Object.fromEntries(entries), ...temporaryIn(directory) };
}

/**
 * A browser that is killed leaves its temporary files: they go with its directory. Where the name of
 * that is too long for its socket it would not start, and has the system's.
 */
function temporaryIn(directory: string): { TMPDIR?: string } {
  const isShort = Buffer.byteLength(directory + SOCKET_NAME) <= MAX_SOCKET_PATH_BYTES;
  return isShort ? { TMPDIR: directory } : {};
}

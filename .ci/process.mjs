import { spawn, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Prints a line of progress. */
export function say(text) {
  console.log(`[pagereel] ${text}`);
}

/**
 * The environment for every child: the workspace's own tools (and with them its Node) come first,
 * and no tool reports home.
 */
export function toolEnvironment(extra = {}) {
  const path = [join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    TURBO_CACHE: "local:rw",
    ...extra,
  };
}

/**
 * Runs a command to its end with this process's output and without input.
 *
 * @returns its exit code; 127 where it could not be started, 1 where a signal ended it
 */
export function run(command, args, options = {}) {
  const { env = toolEnvironment(), cwd = ROOT } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", (error) => {
      say(`Could not start ${command}: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * What a command prints, trimmed.
 *
 * @param options.timeoutMs - 30,000 unless told
 * @param options.stderr - where its errors go: "ignore" unless told
 * @returns undefined where it fails, is not there or takes too long
 */
export function read(command, args, { timeoutMs = 30_000, stderr = "ignore" } = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    env: toolEnvironment(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", stderr],
    timeout: timeoutMs,
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built command. */
export const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** What a run of the built command gave. */
export interface CliRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs `pagereel` as a process of its own.
 *
 * @param cwd - its working directory
 * @param env - added to this process's, which has no PAGEREEL_ variable then
 */
export function runCli(
  args: string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<CliRun> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PAGEREEL_"));
  return new Promise((done) => {
    const options = { cwd, env: { ...Object.fromEntries(inherited), ...env } };
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      done({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

import { execFile } from "node:child_process";

/** Bytes. A recording is printed as JSON. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs a command to its end.
 *
 * @param env - in addition to this process's
 * @returns what it printed
 * @throws Error with all that it printed, where it fails
 */
export function run(
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: MAX_OUTPUT };
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

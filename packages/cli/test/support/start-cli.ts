import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { main } from "./run-cli.js";

/** A command that goes on until a signal ends it. */
export interface RunningCli extends AsyncDisposable {
  process: ChildProcess;
  /** Resolves to the next line on standard error. */
  nextLine(): Promise<string>;
  /** All that it wrote on standard output, when it has ended. */
  stdout: Promise<string>;
  exitCode: Promise<number | null>;
}

/** Starts `pagereel` as a process of its own, without any PAGEREEL_ variable but those given. */
export function startCli(args: string[], cwd: string, env: Record<string, string>): RunningCli {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PAGEREEL_"));
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const exitCode = once(child, "exit").then(([code]) => code as number | null);
  return {
    process: child,
    nextLine: async () => (await lines.next()).value ?? "",
    stdout: text(child.stdout),
    exitCode,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exitCode;
    },
  };
}

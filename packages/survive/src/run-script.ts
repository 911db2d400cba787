import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** A running `marking-script.ts`. */
export interface RunningScript {
  sessionId: string;
  /** Of the browser that it has started. */
  browserPid: number;
  /** Marks that have been shown, and when, in ms since the epoch. */
  marks: { number: number; at: number }[];
  /** Resolves when so many marks have been shown. */
  hasMarks(count: number): Promise<void>;
  /** Ends it as the system does when memory runs out. @returns when, in ms since the epoch */
  kill(): Promise<number>;
  /** Lets it come to its end. */
  end(): Promise<void>;
}

/** Starts a script that records into a directory. */
export async function runScript(directory: string): Promise<RunningScript> {
  const script = path.join(import.meta.dirname, "marking-script.ts");
  const child = spawn(process.execPath, [script, directory], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const marks: RunningScript["marks"] = [];
  const waiting = new Map<number, () => void>();
  const begun = Promise.withResolvers<{ sessionId: string; browserPid: number }>();
  exited.then(() => begun.reject(new Error("the script ended before it recorded anything")));
  createInterface(child.stdout).on("line", (line) => {
    const [word, first = "", second] = line.split(" ");
    if (word === "session") begun.resolve({ sessionId: first, browserPid: Number(second) });
    if (word !== "mark") return;
    marks.push({ number: Number(first), at: Number(second) });
    waiting.get(marks.length)?.();
  });
  return {
    ...(await begun.promise),
    marks,
    hasMarks: (count) =>
      new Promise((resolve) => {
        if (marks.length >= count) resolve();
        else waiting.set(count, resolve);
      }),
    async kill() {
      const at = Date.now();
      child.kill("SIGKILL");
      await exited;
      return at;
    },
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}

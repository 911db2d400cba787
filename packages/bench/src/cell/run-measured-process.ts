import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { killTree } from "../observe/kill-tree.ts";
import { Observer } from "../observe/observer.ts";
import type { Sample } from "../observe/sample.ts";
import type { Mark, Message, OwnFigures, Task } from "./messages.ts";
import { withTimeLimit } from "./with-time-limit.ts";

const MODULE = fileURLToPath(new URL("./measured-process.ts", import.meta.url));

/** What came of a measured process. */
export interface ProcessReport {
  samples: Map<Mark, Sample>;
  figures: OwnFigures;
  remarks: string[];
}

/**
 * Runs a task in a Node process and a browser of its own. Neither is left behind.
 *
 * @throws Error with the reason where the task failed
 */
export async function runMeasuredProcess(task: Task, timeLimitMs: number): Promise<ProcessReport> {
  // Whatever runs this one, such as a test runner, has options that would change the figures.
  const child = fork(MODULE, [JSON.stringify(task)], { execArgv: [] });
  const exited = once(child, "exit");
  using observer = new Observer(child.pid as number);
  try {
    const report = await withTimeLimit(followProcess(child, observer), timeLimitMs);
    await withTimeLimit(exited, timeLimitMs);
    return report;
  } finally {
    killTree(child);
  }
}

function followProcess(child: ChildProcess, observer: Observer): Promise<ProcessReport> {
  const samples = new Map<Mark, Sample>();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      reject(new Error(`The measured process ended early, with ${signal ?? `code ${code}`}.`));
    });
    child.on("message", (message: Message) => {
      if ("failure" in message) reject(new Error(message.failure));
      else if ("done" in message) resolve({ samples, ...message.done });
      else takeSample(message.mark).then(() => child.send("go on"), reject);
    });
  });

  async function takeSample(mark: Mark): Promise<void> {
    const isDone = mark === "worked";
    samples.set(mark, isDone ? await observer.sampleWhenQuiet() : observer.sample());
  }
}

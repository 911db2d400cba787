import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withTimeLimit } from "../cell/with-time-limit.ts";
import { killTree } from "../observe/kill-tree.ts";
import type { StepMessage, StepTask } from "./messages.ts";
import type { StepResult } from "./node-workload.ts";

const MODULE = fileURLToPath(new URL("./node-process.ts", import.meta.url));

/**
 * Does one step in a process of its own. Neither that nor what it started is left behind.
 *
 * @throws Error with the reason where the step failed
 */
export async function runStep(task: StepTask, timeLimitMs: number): Promise<StepResult> {
  // Whatever runs this one, such as a test runner, has options that would change the figures.
  const child = fork(MODULE, [JSON.stringify(task)], { execArgv: ["--expose-gc"] });
  const result = new Promise<StepResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      reject(
        new Error(`The process of ${task.step} ended early, with ${signal ?? `code ${code}`}.`),
      );
    });
    child.on("message", (message: StepMessage) => {
      if ("failure" in message) reject(new Error(message.failure));
      else resolve(message.done);
    });
  });
  try {
    return await withTimeLimit(result, timeLimitMs);
  } finally {
    killTree(child);
  }
}

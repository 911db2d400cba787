import { once } from "node:events";
import type { Mark, Message, Task } from "./messages.ts";
import { perform } from "./perform.ts";

/**
 * The process that is measured: a script with its browser, and nothing else, which is why the pages
 * come from another process and the figures are taken by one.
 */
const task: Task = JSON.parse(process.argv[2] as string);

// A recorder's error that nobody waits for makes the measurement worthless as well.
process.on("uncaughtException", fail);

try {
  tell({ done: await perform(task, reach) });
  process.disconnect();
} catch (error) {
  fail(error);
}

async function reach(mark: Mark): Promise<void> {
  const answer = once(process, "message");
  tell({ mark });
  await answer;
}

function fail(error: unknown): void {
  tell({ failure: error instanceof Error ? error.message : String(error) });
}

function tell(message: Message): void {
  process.send?.(message);
}

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Memory, Question, Saying, ServeOptions } from "./messages.ts";

const SERVE = fileURLToPath(new URL("./serve.ts", import.meta.url));
/** ms in which a server that was closed ends its process. */
const EXIT_TIMEOUT_MS = 20_000;

/** glibc keeps what threads have freed, each in an arena of its own: that would look like a leak. */
const ONE_ARENA = { MALLOC_ARENA_MAX: "1" };

interface Forked {
  child: ChildProcess;
  log: string[];
  /** When all that it wrote was read. */
  exited: Promise<unknown>;
}

/** A server in a process of its own, which is looked at from outside. */
export class ServerProcess {
  /** What it wrote: its log, from warnings on. */
  readonly log: string[];
  readonly url: string;
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  private constructor(url: string, { child, log, exited }: Forked) {
    this.url = url;
    this.child = child;
    this.log = log;
    this.exited = exited;
  }

  /**
   * @param temporary - the directory for temporary files of the server and of its browsers
   * @throws Error where it does not start
   */
  static async start(options: ServeOptions, temporary: string): Promise<ServerProcess> {
    const child = fork(SERVE, [JSON.stringify(options)], {
      env: { ...process.env, ...ONE_ARENA, TMPDIR: temporary, NO_COLOR: "1" },
      // Not those of a test runner.
      execArgv: ["--expose-gc"],
      serialization: "advanced",
      silent: true,
    });
    const exited = once(child, "close");
    const log: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream as Readable).on("line", (line) => log.push(line));
    }
    const first = await Promise.race([nextSaying(child), exited]);
    if (!("kind" in first) || first.kind !== "listening") {
      throw new Error(`The server did not start:\n${log.join("\n")}`);
    }
    return new ServerProcess(first.url, { child, log, exited });
  }

  get pid(): number {
    return this.child.pid as number;
  }

  async readMemory(): Promise<Memory> {
    const saying = await this.ask("look");
    if (saying.kind !== "memory") throw new Error(`The server said ${saying.kind}, not memory.`);
    return saying.memory;
  }

  /** Closes it. @returns whether its process ended by itself then */
  async close(): Promise<boolean> {
    await this.ask("close");
    const hasEnded = await Promise.race([
      this.exited.then(() => true),
      sleep(EXIT_TIMEOUT_MS, false, { ref: false }),
    ]);
    if (!hasEnded) this.kill();
    return hasEnded;
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  private async ask(question: Question): Promise<Saying> {
    this.child.send(question);
    const gone = this.exited.then(() => {
      throw new Error(`The server's process has ended:\n${this.log.slice(-20).join("\n")}`);
    });
    return Promise.race([nextSaying(this.child), gone]);
  }
}

async function nextSaying(child: ChildProcess): Promise<Saying> {
  const [saying] = (await once(child, "message")) as [Saying];
  return saying;
}

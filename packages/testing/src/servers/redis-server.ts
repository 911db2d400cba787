import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A Redis of this machine, empty, which no other process uses. */
export interface RedisServer {
  /** Its Unix socket. */
  path: string;
  close(): Promise<void>;
}

/**
 * Starts the `redis-server` that is on the PATH, with nothing on disk and no port.
 *
 * @throws Error that says what to install, where there is none
 */
export async function startRedisServer(): Promise<RedisServer> {
  const directory = await mkdtemp(path.join(tmpdir(), "pagereel-redis-"));
  const socket = path.join(directory, "redis.sock");
  const settings = { port: "0", unixsocket: socket, dir: directory, save: "", appendonly: "no" };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  const output: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (data) => {
        output.push(String(data));
        if (output.join("").includes("eady to accept connections")) resolve();
      });
      child.on("error", (cause) => reject(notStarted(cause.message)));
      child.on("exit", () => reject(notStarted(output.join("").slice(-500))));
    });
  } catch (error) {
    await rm(directory, { recursive: true });
    throw error;
  }
  return {
    path: socket,
    close: async () => {
      const exited = once(child, "exit");
      child.kill();
      await exited;
      await rm(directory, { recursive: true });
    },
  };
}

function notStarted(reason: string): Error {
  return new Error(
    `redis-server did not start: ${reason}. Install Redis (on Debian the package redis-server), ` +
      `or run the tests with "npm test", which does so.`,
  );
}

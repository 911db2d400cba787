import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MODULE = fileURLToPath(new URL("./server-process.ts", import.meta.url));

/** A server in a process of its own. */
export interface ForkedServer extends AsyncDisposable {
  /** Of the process. */
  id: number;
  /** Begins with http. */
  url: string;
}

/**
 * Starts a server in a process of its own.
 *
 * @param folder - of its recordings
 * @throws Error where it does not start
 */
export async function forkServer(folder: string): Promise<ForkedServer> {
  // Its errors are seen by whoever runs the bench.
  const server = fork(MODULE, [folder], { execArgv: [] });
  const exited = once(server, "exit");
  return {
    url: await addressOf(server),
    id: server.pid as number,
    async [Symbol.asyncDispose]() {
      server.disconnect();
      await exited;
    },
  };
}

async function addressOf(server: ChildProcess): Promise<string> {
  const told = once(server, "message").then(([url]) => String(url));
  const ended = once(server, "exit").then(([code]) => {
    throw new Error(`The server ended before it listened, with code ${code}.`);
  });
  return Promise.race([told, ended]);
}

import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Memory } from "./child/messages.ts";
import { type OpenFiles, openFilesOf, processesOf } from "./child/processes.ts";
import type { ServerProcess } from "./child/server-process.ts";
import { type Ask, askForText } from "./clients/ask.ts";

/** ms after the last client in which all sessions have ended: their keep-alive is 10 s. */
const REST_TIMEOUT_MS = 45_000;
const POLL_MS = 250;
/** ms for which nothing is left: a session begins with its directory, an instant later. */
const REST_MS = 2000;

/** What is left of sessions. */
export interface Remains {
  /** As the server counts them, and as it lists them. */
  activeSessions: number;
  listedSessions: number;
  /** Names of processes that it started. */
  processes: string[];
  /** Names of what lies in the directory for temporary files. */
  files: string[];
}

/** The server at rest, when all sessions have ended. */
export interface Look {
  remains: Remains;
  openFiles: OpenFiles;
  memory: Memory;
  /** Status of the answers. */
  health: Record<"/healthz" | "/readyz", number>;
}

export interface Looked {
  server: ServerProcess;
  ask: Ask;
  /** The server's directory for temporary files. */
  temporary: string;
}

/** Waits until all sessions have ended, or should have, and looks at what the server holds. */
export async function lookAtRest(looked: Looked): Promise<Look> {
  const { server, ask } = looked;
  const remains = await awaitRest(looked);
  return {
    remains,
    openFiles: openFilesOf(server.pid),
    memory: await server.readMemory(),
    health: {
      "/healthz": (await ask("/healthz")).status,
      "/readyz": (await ask("/readyz")).status,
    },
  };
}

async function awaitRest(looked: Looked): Promise<Remains> {
  const giveUpAt = performance.now() + REST_TIMEOUT_MS;
  let restsSince: number | undefined;
  for (;;) {
    const remains = await readRemains(looked);
    const now = performance.now();
    if (isNothing(remains)) restsSince ??= now;
    else restsSince = undefined;
    if ((restsSince !== undefined && now - restsSince > REST_MS) || now > giveUpAt) return remains;
    await sleep(POLL_MS);
  }
}

async function readRemains({ server, ask, temporary }: Looked): Promise<Remains> {
  const metrics = await askForText(ask, "/metrics");
  const [, active] = /^pagereel_sessions_active (\S+)$/m.exec(metrics) ?? [];
  return {
    activeSessions: Number(active),
    listedSessions: JSON.parse(await askForText(ask, "/devtools/session")).length,
    processes: processesOf(server.pid, temporary).map(({ pid, command }) => `${command} (${pid})`),
    files: await readdir(temporary),
  };
}

function isNothing({ activeSessions, listedSessions, processes, files }: Remains): boolean {
  return activeSessions === 0 && listedSessions === 0 && processes.length + files.length === 0;
}

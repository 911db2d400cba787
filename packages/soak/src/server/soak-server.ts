import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveSite } from "../site/site.ts";
import type { ServerSoakOptions } from "./arguments.ts";
import { ServerProcess } from "./child/server-process.ts";
import { asker } from "./clients/ask.ts";
import { dealFates, FATES } from "./fates/fates.ts";
import { judgeLooks, type Looks } from "./judge/judge-looks.ts";
import { judgeRecordings } from "./judge/judge-recordings.ts";
import { type Lives, liveSessions } from "./live-sessions.ts";
import { lookAtRest } from "./look.ts";
import { seededRandom } from "./random.ts";
import { type RecordingLike, readRecordings } from "./recordings.ts";

const TOKEN = "soak-of-the-server";

/** What came of a soak of the server. */
export interface ServerSoakResult extends ServerSoakOptions {
  seconds: number;
  looks: Looks;
  recordings: RecordingLike[];
  /** A sentence for each thing that is wrong. */
  findings: string[];
}

/**
 * Drives sessions of a server in a process of its own, to all kinds of ends. Needs Linux: it looks into
 * `/proc`.
 */
export async function soakServer(options: ServerSoakOptions): Promise<ServerSoakResult> {
  const [temporary, store] = [await makeFolder("soak"), await makeFolder("recordings")];
  try {
    return await soakIn(temporary, store, options);
  } finally {
    for (const folder of [temporary, store]) {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** Of a short name: there are sockets in it, whose paths may not be long. */
async function makeFolder(name: string): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), `${name}-`)));
}

async function soakIn(
  temporary: string,
  store: string,
  options: ServerSoakOptions,
): Promise<ServerSoakResult> {
  const serve = { store, token: TOKEN, maxBrowsers: options.concurrency };
  await using site = await serveSite();
  const server = await ServerProcess.start(serve, temporary);
  try {
    const startedAt = performance.now();
    const ask = asker(server.url, TOKEN);
    const fates = dealFates(options.sessions, seededRandom(options.seed));
    const lives = { ...options, fates, site, ask, token: TOKEN, host: new URL(server.url).host };
    const { looks, findings } = await liveAndLook(lives, { server, ask, temporary }, options);
    const recordings = await readRecordings(ask);
    findings.push(...judgeLooks(looks), ...judgeRecordings(fates, recordings));
    findings.push(...errorsIn(server.log));
    if (!(await server.close())) findings.push("The process of the server did not end.");
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...options, seconds, looks, recordings, findings };
  } finally {
    server.kill();
  }
}

type LivesToCome = Omit<Lives, "firstLife" | "shareMs">;

/** Each fate comes once before the second look: what is made late is there by then. */
async function liveAndLook(
  lives: LivesToCome,
  looked: Parameters<typeof lookAtRest>[0],
  { minutes, sessions, concurrency }: ServerSoakOptions,
): Promise<{ looks: Looks; findings: string[] }> {
  const shareMs = (minutes * 60_000 * concurrency) / sessions;
  const before = Math.min(sessions, Math.max(FATES.length, Math.round(sessions / 4)));
  const live = (from: number, to: number) =>
    liveSessions({ ...lives, fates: lives.fates.slice(from, to), firstLife: from, shareMs });
  const first = await lookAtRest(looked);
  const findings = await live(0, before);
  const early = await lookAtRest(looked);
  findings.push(...(await live(before, sessions)));
  const late = await lookAtRest(looked);
  return { looks: { first, early, late, sessions: sessions - before }, findings };
}

/** What the server says of itself: the log has warnings and errors only. */
function errorsIn(log: string[]): string[] {
  return log.map((line) => `The server's log says: ${line.slice(0, 500)}`);
}

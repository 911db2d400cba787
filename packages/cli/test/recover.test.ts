import { mkdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { saveSession } from "./support/save-session.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const KILLED = "01980f3e-0000-7d2e-9b1f-3a5c7e9d1b2f";
const RUNNING = "01980f3e-ffff-7d2e-9b1f-3a5c7e9d1b2f";

/** Of no process: this one has another start. */
const killed = { host: hostname(), pid: process.pid, startTime: "0" };
const running = { host: hostname(), pid: process.pid };

async function stateOf(store: string, sessionId: string): Promise<string> {
  return JSON.parse(await readFile(join(store, sessionId, "manifest.json"), "utf8")).state;
}

test("finishes what a killed process left, and says so; a dry run only says so", async () => {
  await using directory = await temporaryDirectory();
  const store = directory.path;
  await saveSession(store, KILLED, { state: "recording", process: killed });
  await saveSession(store, RUNNING, { state: "recording", process: running });
  const args = ["recover", "--store", store];
  const dry = await runCli([...args, "--dry-run"], { cwd: store });
  expect(dry.stdout).toMatch(
    new RegExp(`^would recover ${KILLED}\\nWould recover 1 session .*1 recording`),
  );
  expect(await stateOf(store, KILLED)).toBe("recording");
  const { exitCode, stdout } = await runCli(args, { cwd: store });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`^recovered ${KILLED}\\nRecovered 1 session .*1 recording`));
  expect(await stateOf(store, KILLED)).toBe("recovered");
  expect(await stateOf(store, RUNNING)).toBe("recording");
});

test("a session that cannot be read makes it fail, after the others are done", async () => {
  await using directory = await temporaryDirectory();
  const store = directory.path;
  await saveSession(store, KILLED, { state: "recording", process: killed });
  await mkdir(join(store, RUNNING));
  await writeFile(join(store, RUNNING, "manifest.json"), '{"version":1');
  const { exitCode, stderr } = await runCli(["recover", "--store", store], { cwd: store });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/is not JSON[\s\S]*1 failed/);
  expect(await stateOf(store, KILLED)).toBe("recovered");
});

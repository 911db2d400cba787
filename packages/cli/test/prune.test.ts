import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { saveSession } from "./support/save-session.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const OLD = "01980f3e-0000-7d2e-9b1f-3a5c7e9d1b2f";
const NEW = "01980f3e-ffff-7d2e-9b1f-3a5c7e9d1b2f";
const DAY = 86_400_000;

test("deletes what is over, and says so; a dry run only says so", async () => {
  await using directory = await temporaryDirectory();
  const store = join(directory.path, ".pagereel");
  await saveSession(store, OLD, { endedAt: Date.now() - 5 * DAY });
  await saveSession(store, NEW, { endedAt: Date.now() - DAY });
  const args = ["prune", "--days", "3"];
  const dry = await runCli([...args, "--dry-run"], { cwd: directory.path });
  expect(dry.stdout).toMatch(
    new RegExp(`^would delete ${OLD} .*\\nWould delete 1 session .*1 kept`),
  );
  expect(await readdir(store)).toEqual(expect.arrayContaining([OLD, NEW]));
  const { exitCode, stdout } = await runCli(args, { cwd: directory.path });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    new RegExp(`^deleted ${OLD} .* bytes\\nDeleted 1 session .* 1 kept\\.\\n$`),
  );
  expect(await readdir(store)).not.toContain(OLD);
  expect(await readdir(store)).toContain(NEW);
});

test("a session that cannot be read makes it fail, after the others are done", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, OLD, { endedAt: 0 });
  await mkdir(join(directory.path, NEW));
  await writeFile(join(directory.path, NEW, "manifest.json"), '{"version":1');
  const args = ["prune", "--store", directory.path];
  const { exitCode, stdout, stderr } = await runCli(args, { cwd: directory.path });
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`deleted ${OLD}`);
  expect(stderr).toMatch(/is not JSON[\s\S]*1 failed/);
  expect(await readdir(directory.path)).toEqual([NEW]);
});

test.each(["0", "-1", "1.5", "many"])("--days %s is wrong usage", async (days) => {
  const { exitCode, stderr } = await runCli(["prune", "--days", days], { cwd: "." });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("whole number");
});

import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { saveSession } from "./support/save-session.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

test("--no-browser writes a replay page and prints its path", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, SESSION);
  const args = ["open", SESSION, "--store", directory.path, "--no-browser"];
  const { exitCode, stdout } = await runCli(args, { cwd: directory.path });
  expect(exitCode).toBe(0);
  const file = stdout.trim();
  expect(basename(file)).toBe(`${SESSION}.html`);
  expect(await readFile(file, "utf8")).toMatch(/^<!doctype html>/);
  await rm(dirname(file), { recursive: true });
});

// The command that opens things is the system's: on Linux xdg-open, which asks BROWSER.
test.runIf(process.platform === "linux")("opens the page in the default browser", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, SESSION);
  const browser = join(directory.path, "browser.sh");
  const opened = join(directory.path, "opened");
  await writeFile(browser, `#!/bin/sh\nprintf %s "$1" > "${opened}"\n`);
  await chmod(browser, 0o755);
  const args = ["open", SESSION, "--store", directory.path];
  const env = { BROWSER: browser, DISPLAY: "", WAYLAND_DISPLAY: "", XDG_CURRENT_DESKTOP: "" };
  const { exitCode, stdout } = await runCli(args, { cwd: directory.path, env });
  expect(exitCode).toBe(0);
  const file = stdout.trim();
  await expect
    .poll(() => readFile(opened, "utf8").catch(() => ""), { timeout: 10_000 })
    .toContain(file);
  await rm(dirname(file), { recursive: true });
});

test("opens nothing of a session that is not there", async () => {
  await using directory = await temporaryDirectory();
  const run = await runCli(["open", SESSION], { cwd: directory.path });
  expect(run).toMatchObject({ exitCode: 1, stdout: "" });
  expect(run.stderr).toContain("is not in the file store at");
});

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { START, saveSession } from "./support/save-session.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const OLD = "01980f3e-0000-7d2e-9b1f-3a5c7e9d1b2f";
const NEW = "01980f3e-ffff-7d2e-9b1f-3a5c7e9d1b2f";
const env = { TZ: "Asia/Tokyo" };

test("lists the sessions of the default store, newest first, in local time", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(join(directory.path, ".pagereel"), OLD);
  await saveSession(join(directory.path, ".pagereel"), NEW, { state: "partial", tooShort: true });
  const { exitCode, stdout } = await runCli(["list"], { cwd: directory.path, env });
  expect(exitCode).toBe(0);
  expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["SESSION", "STARTED", "DURATION", "STATE", "TABS", "LAST URL"],
    [NEW, "2026-05-29 05:00:00", "1m 23s", "partial, too short", "1", "https://shop.test/cart"],
    [OLD, "2026-05-29 05:00:00", "1m 23s", "final", "1", "https://shop.test/cart"],
    [""],
  ]);
});

test("lists as JSON, with the addresses as they are", async () => {
  await using directory = await temporaryDirectory();
  const urls = [
    { timestamp: START + 5, url: "https://b.test/\u001b[31m" },
    { timestamp: START, url: "https://a.test/" },
  ];
  const targets = [{ targetId: "T", openedAt: START, urls }];
  await saveSession(directory.path, OLD, { targets });
  const args = ["list", "--store", directory.path];
  const { stdout } = await runCli([...args, "--json"], { cwd: directory.path });
  expect(JSON.parse(stdout)).toEqual([
    {
      sessionId: OLD,
      state: "final",
      startedAt: START,
      duration: 83_000,
      targets: 1,
      lastUrl: "https://b.test/\u001b[31m",
    },
  ]);
  const table = await runCli(args, { cwd: directory.path });
  expect(table.stdout).toContain("https://b.test/");
  expect(table.stdout).not.toContain("\u001b");
});

test("stops at the limit and tells that there is more", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, OLD);
  await saveSession(directory.path, NEW);
  const args = ["list", "--store", directory.path, "--limit", "1"];
  const { stdout, stderr } = await runCli(args, { cwd: directory.path });
  expect(stdout).toContain(NEW);
  expect(stdout).not.toContain(OLD);
  expect(stderr).toContain("--limit 2");
});

test("a manifest that cannot be read does not keep the others from the list", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, OLD);
  await mkdir(join(directory.path, NEW));
  await writeFile(join(directory.path, NEW, "manifest.json"), '{"version":1');
  const args = ["list", "--store", directory.path];
  const { exitCode, stdout, stderr } = await runCli(args, { cwd: directory.path });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${NEW} +unreadable$`, "m"));
  expect(stdout).toMatch(new RegExp(`^${OLD} .* final`, "m"));
  expect(stderr).toContain("is not JSON");
});

test("an empty store is no failure", async () => {
  await using directory = await temporaryDirectory();
  const { exitCode, stdout } = await runCli(["list"], { cwd: directory.path });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^No sessions in the file store at /);
});

test.each([
  [["list", "--limit", "0"], "whole number"],
  [["list", "--colour"], "unknown option"],
  [["lst"], "unknown command"],
  [[], "Usage: pagereel"],
])("wrong usage, %j, exits with 2", async (args, sentence) => {
  const { exitCode, stderr } = await runCli(args, { cwd: "." });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});

test("help and version exit with 0", async () => {
  expect(await runCli(["--help"], { cwd: "." })).toMatchObject({ exitCode: 0, stderr: "" });
  const { exitCode, stdout } = await runCli(["--version"], { cwd: "." });
  expect([exitCode, stdout.trim()]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
});

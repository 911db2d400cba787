import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { events, START, saveSession, TARGET_ID } from "./support/save-session.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

test("writes a replay page, named after the session unless told", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(join(directory.path, ".pagereel"), SESSION);
  const run = await runCli(["export", SESSION], { cwd: directory.path });
  expect(run).toEqual({ exitCode: 0, stdout: `${SESSION}.html\n`, stderr: "" });
  const html = await readFile(join(directory.path, `${SESSION}.html`), "utf8");
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).toContain("shop.test/cart");
  expect(html).toContain(SESSION);
});

test("the page says what the manifest does", async () => {
  await using directory = await temporaryDirectory();
  const gaps = [{ from: START, to: START + 10, reason: "batch-lost" }];
  await saveSession(directory.path, SESSION, { state: "partial", gaps });
  const args = ["export", SESSION, "--store", directory.path, "-o", "replay.html"];
  await runCli(args, { cwd: directory.path });
  const html = await readFile(join(directory.path, "replay.html"), "utf8");
  const manifest = /id="manifest">(.*)<\/script>/.exec(html)?.[1];
  expect(JSON.parse(manifest ?? "")).toMatchObject({ state: "partial", gaps });
});

test.each(["rrweb", "json"])("writes the events as JSON: --format %s", async (format) => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, SESSION);
  const args = ["--store", directory.path, "--format", format, "-o", "recording.json"];
  const run = await runCli(["export", SESSION, ...args], { cwd: directory.path });
  expect(run).toEqual({ exitCode: 0, stdout: "recording.json\n", stderr: "" });
  const recording = await readFile(join(directory.path, "recording.json"), "utf8");
  expect(JSON.parse(recording)).toEqual({
    sessionId: SESSION,
    duration: 83_000,
    events: { [TARGET_ID]: events },
  });
});

test("takes a session that is not finished when asked to", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, SESSION, { state: "recording" });
  const args = ["export", SESSION, "--store", directory.path];
  const refused = await runCli(args, { cwd: directory.path });
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("is still recording");
  const taken = await runCli([...args, "--partial"], { cwd: directory.path });
  expect(taken).toMatchObject({ exitCode: 0, stderr: "" });
});

test.each([
  ["an id that is none", ["../../etc/passwd"], "is not a session id"],
  ["a session that is not there", [SESSION], "is not in the file store at"],
])("%s: one sentence, no stack, and exit code 1", async (_name, args, sentence) => {
  await using directory = await temporaryDirectory();
  const run = await runCli(["export", ...args], { cwd: directory.path });
  expect(run).toMatchObject({ exitCode: 1, stdout: "" });
  expect(run.stderr).toContain(sentence);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
});

test("a file that cannot be written: one sentence and exit code 1", async () => {
  await using directory = await temporaryDirectory();
  await saveSession(directory.path, SESSION);
  const args = ["export", SESSION, "--store", directory.path, "-o", "missing/replay.html"];
  const { exitCode, stderr } = await runCli(args, { cwd: directory.path });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Failed to write "missing\/replay.html": ENOENT.*\n$/);
});

test.each([
  [["export"], "missing required argument 'sessionId'"],
  [["export", SESSION, "--format", "mp4"], "Allowed choices are html, rrweb, json"],
  [["export", SESSION, "--store", "a", "--base-url", "http://b"], "cannot be used with"],
])("wrong usage, %j, exits with 2", async (args, sentence) => {
  const { exitCode, stderr } = await runCli(args, { cwd: "." });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});

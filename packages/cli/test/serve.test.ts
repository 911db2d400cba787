import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileStore, readManifest } from "@pagereel/core";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { startCli } from "./support/start-cli.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const TOKEN = "s3cret-token";

async function writeConfig(directory: string, more: object = {}): Promise<string> {
  const file = join(directory, "pagereel.json");
  const config = {
    chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
    port: 0,
    ...more,
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

function token(scopes: string[]) {
  return { name: "ci", sha256: createHash("sha256").update(TOKEN).digest("hex"), scopes };
}

test.each(["SIGINT", "SIGTERM"] as const)("serves until %s, then ends well", async (signal) => {
  await using directory = await temporaryDirectory();
  const config = await writeConfig(directory.path, { tokens: [token(["drive"])] });
  const args = ["serve", "--config", config, "--store", "recordings"];
  await using server = startCli(args, directory.path, {});
  const url = /^Pagereel serves at (http:\/\/127\.0\.0\.1:\d+)$/.exec(await server.nextLine())?.[1];
  expect(await server.nextLine()).toContain("/devtools/browser?recording=true&token=<token>");
  await server.nextLine();
  const statusWith = async (query: string) =>
    (await fetch(`${url}/devtools/session${query}`)).status;
  expect(await statusWith("")).toBe(401);
  expect(await statusWith(`?token=${TOKEN}`)).toBe(200);
  server.process.kill(signal);
  expect(await server.nextLine()).toMatch(/^Ending the sessions/);
  expect(await server.exitCode).toBe(0);
  for (const line of (await server.stdout).trim().split("\n")) {
    if (line) expect(() => JSON.parse(line), `log line ${line}`).not.toThrow();
  }
  expect(await server.stdout).not.toContain(TOKEN);
});

test("a signal finishes the recordings of the sessions that run", async () => {
  await using directory = await temporaryDirectory();
  const args = ["serve", "--config", await writeConfig(directory.path), "--store", "recordings"];
  await using server = startCli(args, directory.path, {});
  const url = (await server.nextLine()).replace("Pagereel serves at ", "");
  const acquire = `${url}/devtools/browser?recording=true&metadata.test=signal`;
  const answer = await fetch(acquire, { method: "POST" });
  const { sessionId } = (await answer.json()) as { sessionId: string };
  server.process.kill("SIGTERM");
  expect(await server.exitCode).toBe(0);
  const store = fileStore(join(directory.path, "recordings"));
  expect(await readManifest(store, sessionId)).toMatchObject({
    state: "final",
    reason: "shutdown",
    metadata: { test: "signal" },
  });
  const log = await server.stdout;
  expect(log).toContain(sessionId);
  expect(log).toContain('"msg":"no tokens: everybody on this machine may use this server');
});

test("what flags and environment say comes before the config file", async () => {
  await using directory = await temporaryDirectory();
  const config = await writeConfig(directory.path, {
    host: "203.0.113.1",
    publicUrl: "https://a.test",
  });
  const args = ["serve", "--public-url", "https://reel.test"];
  const env = { PAGEREEL_CONFIG: config, PAGEREEL_HOST: "127.0.0.1" };
  await using server = startCli(args, directory.path, env);
  expect(await server.nextLine()).toBe("Pagereel serves at https://reel.test");
  expect(await server.nextLine()).toContain('"wss://reel.test/devtools/browser?recording=true"');
});

test.each<[string, object, string[], string]>([
  ["an unknown key", { tokns: [] }, [], 'Unknown option "tokns" in the config file'],
  ["no token on all addresses", { host: "0.0.0.0" }, [], 'Make a token with "pagereel token"'],
  [
    "an address of another machine",
    { host: "203.0.113.1", tokens: [token(["read"])] },
    [],
    "--host",
  ],
  ["a wrong level", {}, ["--log-level", "loud"], 'option "logLevel" of the command line'],
])("%s is told in a sentence", async (_, config, flags, message) => {
  await using directory = await temporaryDirectory();
  const file = await writeConfig(directory.path, config);
  const run = await runCli(["serve", "--config", file, ...flags], { cwd: directory.path });
  expect(run.stderr).toContain(message);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  expect(run).toMatchObject({ exitCode: 1, stdout: "" });
});

test("a port that is no port is wrong usage", async () => {
  await using directory = await temporaryDirectory();
  const run = await runCli(["serve", "--port", "65536"], { cwd: directory.path });
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
});

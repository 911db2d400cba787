import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadServerOptions } from "./load-server-options.js";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "pagereel-config-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function configFile(content: unknown): Promise<string> {
  const file = join(directory, "pagereel.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("flags come before the environment, and that before the file", async () => {
  const file = await configFile({
    host: "127.0.0.3",
    port: 3,
    logLevel: "warn",
    limits: { maxBrowsers: 3, maxQueuedSessions: 3, queueTimeoutMs: 3 },
    allowedHosts: ["file.test", "other.test"],
  });
  const env = {
    PAGEREEL_CONFIG: file,
    PAGEREEL_HOST: "127.0.0.2",
    PAGEREEL_PORT: "2",
    PAGEREEL_MAX_BROWSERS: "2",
    PAGEREEL_MAX_QUEUED_SESSIONS: "2",
    PAGEREEL_ALLOWED_HOSTS: "env.test",
  };
  const flags = { host: "127.0.0.1", port: undefined, limits: { maxBrowsers: 1 } };
  expect(await loadServerOptions({ flags, env })).toEqual({
    host: "127.0.0.1",
    port: 2,
    logLevel: "warn",
    limits: { maxBrowsers: 1, maxQueuedSessions: 2, queueTimeoutMs: 3 },
    allowedHosts: ["env.test"],
  });
});

test("a file that is named by a flag comes in the place of the environment's", async () => {
  const file = await configFile({ port: 1 });
  const env = { PAGEREEL_CONFIG: join(directory, "missing.json") };
  expect(await loadServerOptions({ env, configFile: file })).toEqual({ port: 1 });
});

test("a directory in the environment takes the place of a bucket in the file", async () => {
  const file = await configFile({ store: { s3: { bucket: "recordings" } } });
  const env = { PAGEREEL_DIR: "/data" };
  expect(await loadServerOptions({ env, configFile: file })).toEqual({ store: "/data" });
});

test("a file may begin with a byte order mark", async () => {
  const file = await configFile('\uFEFF{"port": 4}');
  expect(await loadServerOptions({ configFile: file })).toEqual({ port: 4 });
});

test.each<[string, unknown, string]>([
  ["an unknown key", { tokns: [] }, 'Unknown option "tokns" in the config file'],
  ["a wrong value", { port: "x" }, 'Invalid option "port" of the config file'],
  ["a list", [], "holds no object"],
  ["a comma left out", '{\n  "port": 1\n  "a": "s3cret" }', "is no JSON: see line 3 column 3."],
  ["no JSON", '{ "port": s3cret }', "is no JSON."],
  ["nothing", "", "is no JSON."],
])("a file with %s is refused", async (_, content, message) => {
  const configured = loadServerOptions({ configFile: await configFile(content) });
  const error = await configured.catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "INVALID_OPTIONS" });
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).not.toContain("s3cret");
});

test("a file that is not there is named", async () => {
  await expect(loadServerOptions({ configFile: join(directory, "missing.json") })).rejects.toThrow(
    /The config file ".*missing\.json" could not be read: ENOENT\./,
  );
});

test("what is wrong in the environment or in a flag says so", async () => {
  await expect(loadServerOptions({ env: { PAGEREEL_PORT: "70000" } })).rejects.toThrow(
    'Invalid option "port" of the environment: expected <=65535, got 70000.',
  );
  await expect(loadServerOptions({ flags: { port: -1 } })).rejects.toThrow(
    'Invalid option "port" of the command line: expected >=0, got -1.',
  );
});

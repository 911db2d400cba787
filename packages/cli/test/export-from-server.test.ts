import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";
import { events, TARGET_ID } from "./support/save-session.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

/** Serves one recording to who has the token "secret". */
async function startRecordingsServer(sessionId: string) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    if (request.headers.authorization !== "Bearer secret") return response.writeHead(401).end();
    const result = { sessionId, duration: 83_000, events: { [TARGET_ID]: events } };
    return response.end(JSON.stringify({ success: true, errors: [], messages: [], result }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { baseUrl, requests, [Symbol.dispose]: () => void server.close() };
}

test("exports a recording of a server, with the token of the environment", async () => {
  await using directory = await temporaryDirectory();
  using server = await startRecordingsServer(SESSION);
  const args = ["export", SESSION, "--base-url", server.baseUrl, "--account-id", "acme"];
  const env = { PAGEREEL_API_TOKEN: "secret" };
  const run = await runCli([...args, "--format", "json"], { cwd: directory.path, env });
  expect(run).toEqual({ exitCode: 0, stdout: `${SESSION}.json\n`, stderr: "" });
  expect(server.requests.map(({ url }) => url)).toEqual([
    `/client/v4/accounts/acme/browser-rendering/recording/${SESSION}`,
  ]);
  const written = JSON.parse(await readFile(join(directory.path, `${SESSION}.json`), "utf8"));
  expect(written.events[TARGET_ID]).toEqual(events);
});

test("a token given by hand comes before that of the environment", async () => {
  await using directory = await temporaryDirectory();
  using server = await startRecordingsServer(SESSION);
  const args = ["export", SESSION, "--base-url", server.baseUrl, "--api-token", "wrong"];
  const env = { PAGEREEL_API_TOKEN: "secret" };
  const { exitCode, stderr } = await runCli(args, { cwd: directory.path, env });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("401");
  expect(stderr).not.toContain("secret");
});

test("a server cannot choose the file that is written", async () => {
  await using directory = await temporaryDirectory();
  using server = await startRecordingsServer("../../escaped");
  const args = ["export", SESSION, "--base-url", server.baseUrl, "--api-token", "secret"];
  const { exitCode } = await runCli(args, { cwd: directory.path });
  expect(exitCode).toBe(0);
  expect(await readdir(directory.path)).toEqual([`${SESSION}.html`]);
});

import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

test("a browser that is killed leaves nothing among the temporary files", async () => {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "pagereel-")));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  await using server = await startTestServer();
  using client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser`);
  const own = await readdir(temporary);
  expect(own).toEqual([expect.stringMatching(/^pagereel-browser-/)]);
  expect((await readdir(join(temporary, own[0] as string))).length).toBeGreaterThan(2);
  await server.json(`/devtools/browser/${client.sessionId}`, { method: "DELETE" });
  expect(await readdir(temporary)).toEqual([]);
});

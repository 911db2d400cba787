import { createHash } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import type { loggerOptions } from "../../src/http/request-log.js";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

const log = vi.hoisted(() => ({ lines: [] as string[] }));

// What pino writes to the process's own output passes by all that a test could put in its way.
vi.mock(import("../../src/http/request-log.js"), async (original) => {
  const actual = await original();
  const stream = { write: (line: string) => void log.lines.push(line) };
  const options: typeof loggerOptions = (level) => ({ ...actual.loggerOptions(level), stream });
  return { ...actual, loggerOptions: options };
});

const SECRETS = {
  token: "secret-token",
  page: "secret-page",
  title: "secret-title",
  metadata: "secret-metadata",
  typed: "secret-typed",
  command: "secret-command",
};

test("the log has nothing of what a client does", async () => {
  const sha256 = createHash("sha256").update(SECRETS.token).digest("hex");
  const tokens = [{ name: "ci", sha256, scopes: ["drive" as const, "read" as const] }];
  const server = await startTestServer({ tokens, logLevel: "debug" });
  onTestFinished(() => server.close());
  const query = `token=${SECRETS.token}&recording=true&metadata.note=${SECRETS.metadata}`;
  using client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser?${query}`);
  const html = `<title>${SECRETS.title}</title><input autofocus><!-- ${SECRETS.page} -->`;
  const page = await client.open(`data:text/html,${encodeURIComponent(html)}`);
  await client.evaluate("document.querySelector('input').focus()", page);
  await client.call("Input.insertText", { text: SECRETS.typed }, page);
  await client.evaluate(`console.error("${SECRETS.typed}")`, page);
  for (const method of [SECRETS.command, `Page.${SECRETS.command}`, "Page.navigate"]) {
    const url = `file:///${SECRETS.command}`;
    expect(await client.ask(method, { url }, page)).toHaveProperty("error");
  }
  client.socket.send(`{${SECRETS.command}`);

  const ask = (path: string, method = "GET") =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${SECRETS.token}` },
    });
  await ask(`/json/new?file:///${SECRETS.page}`, "PUT");
  await ask(`/recordings?q=${SECRETS.title}&metadata.note=${SECRETS.metadata}`);
  await fetch(`${server.url}/recordings?since=${SECRETS.page}&token=${SECRETS.token}`);
  await fetch(`${server.url}/recordings?token=wrong-${SECRETS.token}`);
  await client.call("Browser.close");
  const finished = () => ask(`/recording/${client.sessionId}?token=${SECRETS.token}`);
  await expect.poll(async () => (await finished()).status).toBe(200);
  await server.close();

  const text = log.lines.join("");
  for (const told of ["session started", "session ended", client.sessionId, "/recordings"]) {
    expect(text).toContain(told);
  }
  expect(text).not.toContain("secret");
});

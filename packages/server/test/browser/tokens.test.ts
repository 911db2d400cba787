import { createHash } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

const token = (name: string) => ({
  name,
  sha256: createHash("sha256").update(`${name}-token`).digest("hex"),
  scopes: ["drive" as const],
});

/** A server with two tokens, each of which may have one session. */
async function start() {
  const tokens = [token("anna"), token("ben")];
  const limits = { maxBrowsers: 3, maxSessionsPerToken: 1 };
  const server = await startTestServer({ tokens, limits });
  onTestFinished(() => server.close());
  return (name: string) => {
    const headers = { authorization: `Bearer ${name}-token` };
    return {
      async connect(path: string) {
        const client = await RawClient.connect(server.webSocketUrl + path, { headers });
        onTestFinished(() => client.socket.terminate());
        return client;
      },
      ask: (path: string, method = "GET") => fetch(server.url + path, { method, headers }),
    };
  };
}

test("a session is that of its token, and nobody else's", async () => {
  const as = await start();
  const [anna, ben] = [as("anna"), as("ben")];
  const hers = await anna.connect("/devtools/browser?session=agent");
  const page = await hers.open("data:text/html,hers");
  const { targetInfo } = await hers.call<{ targetInfo: { targetId: string } }>(
    "Target.getTargetInfo",
    {},
    page,
  );
  const path = `/devtools/browser/${hers.sessionId}`;
  const pages = [
    `${path}/page/${targetInfo.targetId}`,
    `/devtools/page/${targetInfo.targetId}`,
    path,
    `/v1/devtools/browser/${hers.sessionId}`,
    `/v1/connectDevtools?browser_session=${hers.sessionId}`,
  ];
  for (const one of pages) await expect(ben.connect(one)).rejects.toThrow("404");

  for (const [one, method] of [
    [path, "GET"],
    [path, "DELETE"],
    [`/devtools/session/${hers.sessionId}`, "GET"],
    [`/v1/devtools/browser/${hers.sessionId}`, "DELETE"],
    [`${path}/json`, "GET"],
    [`${path}/json/close/${targetInfo.targetId}`, "GET"],
    [`${path}/json/new?about:blank`, "PUT"],
    [`/json/activate/${targetInfo.targetId}`, "GET"],
    [`/json/close/${targetInfo.targetId}`, "GET"],
  ] as const) {
    expect({ one, status: (await ben.ask(one, method)).status }).toEqual({ one, status: 404 });
  }
  for (const one of ["/devtools/session", "/json", "/v1/sessions", "/v1/history", "/v1/limits"]) {
    expect(await (await ben.ask(one)).text()).not.toContain(hers.sessionId);
  }
  expect(await hers.evaluate("document.body.textContent", page)).toBe("hers");
});

test("a token has a name for its own sessions, and room that others do not take", async () => {
  const as = await start();
  const hers = await as("anna").connect("/devtools/browser?session=agent");
  await expect(as("anna").connect("/devtools/browser")).rejects.toThrow("429");
  hers.socket.terminate();
  const his = await as("ben").connect("/devtools/browser?session=agent");
  expect(his.sessionId).not.toBe(hers.sessionId);
  const again = await as("anna").connect("/devtools/browser?session=agent");
  expect(again.sessionId).toBe(hers.sessionId);
});

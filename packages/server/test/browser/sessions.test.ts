import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { type Manifest, memoryStore, readManifest } from "@pagereel/core";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ServerOptions } from "../../src/index.js";
import { RawClient } from "../support/raw-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const MIN_KEEP_ALIVE_MS = 10_000;
/** By which a timer may be early by the clock. */
const TIMER_MS = 100;

async function start(options: ServerOptions = {}) {
  const store = memoryStore();
  const server = await startTestServer({ store, ...options });
  onTestFinished(() => server.close());
  const connect = async (query = "") => {
    const url = `${server.webSocketUrl}/devtools/browser?recording=true${query}`;
    const client = await RawClient.connect(url);
    onTestFinished(() => client.socket.terminate());
    return client;
  };
  const manifestOf = async (sessionId: string) => {
    const state = async () => (await readManifest(store, sessionId)).state;
    await expect.poll(state).not.toBe("recording");
    return readManifest(store, sessionId);
  };
  return { server, store, connect, manifestOf };
}

async function refusal(server: TestServer, path: string) {
  const error = await RawClient.connect(server.webSocketUrl + path).then(
    (client) => {
      client.socket.terminate();
      return undefined;
    },
    (reason: Error) => reason.message,
  );
  return error;
}

/** How long a session waited for a client. */
function idleMs({ endedAt = 0 }: Manifest, leftAt: number): number {
  return endedAt - leftAt;
}

/** Kills a browser as the system would. */
async function killBrowser(client: RawClient): Promise<void> {
  const { processInfo } = await client.call<{ processInfo: { id: number; type: string }[] }>(
    "SystemInfo.getProcessInfo",
  );
  const browser = processInfo.find(({ type }) => type === "browser");
  process.kill(browser?.id as number, "SIGKILL");
}

describe("a session ends", () => {
  test("by Browser.close", async () => {
    const { connect, manifestOf } = await start();
    const client = await connect();
    expect(await client.call("Browser.close")).toEqual({});
    expect(await client.closed).toEqual({ code: 1000, reason: "closed" });
    expect(await manifestOf(client.sessionId)).toMatchObject({ state: "final", reason: "closed" });
  });

  test("by DELETE, which answers when the recording is final", async () => {
    const { server, connect, store } = await start();
    const client = await connect();
    const path = `/devtools/browser/${client.sessionId}`;
    expect(await server.json(path, { method: "DELETE" })).toEqual({ status: "closed" });
    const manifest = await readManifest(store, client.sessionId);
    expect(manifest).toMatchObject({ state: "final", reason: "deleted" });
    expect(await client.closed).toEqual({ code: 1001, reason: "deleted" });
    const gone = await fetch(server.url + path);
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({ errors: [{ reason: "session-ended" }] });
  });

  test("after its keep-alive without a client", async () => {
    const { connect, manifestOf } = await start();
    const client = await connect(`&keep_alive=${MIN_KEEP_ALIVE_MS}`);
    const leftAt = Date.now();
    client.socket.terminate();
    const manifest = await manifestOf(client.sessionId);
    expect(manifest).toMatchObject({ state: "final", reason: "idle" });
    expect(idleMs(manifest, leftAt)).toBeGreaterThan(MIN_KEEP_ALIVE_MS - TIMER_MS);
  });

  test("after its keep-alive, too, if the page of a client was closed", async () => {
    const { server, connect, manifestOf } = await start();
    const client = await connect(`&keep_alive=${MIN_KEEP_ALIVE_MS}`);
    const url = "about:blank";
    const { targetId } = await client.call<{ targetId: string }>("Target.createTarget", { url });
    const pagePath = `/devtools/browser/${client.sessionId}/page/${targetId}`;
    const pageClient = await RawClient.connect(server.webSocketUrl + pagePath);
    await client.call("Target.closeTarget", { targetId });
    expect(await pageClient.closed).toEqual({ code: 1000, reason: "" });
    expect(await refusal(server, pagePath)).toMatch(/404/);
    const leftAt = Date.now();
    client.socket.terminate();
    const manifest = await manifestOf(client.sessionId);
    expect(manifest).toMatchObject({ state: "final", reason: "idle" });
    expect(idleMs(manifest, leftAt)).toBeGreaterThan(MIN_KEEP_ALIVE_MS - TIMER_MS);
  });

  test("when its browser is killed", async () => {
    const { server, connect, manifestOf } = await start();
    const client = await connect();
    await killBrowser(client);
    expect(await client.closed).toEqual({ code: 1001, reason: "crashed" });
    expect(await manifestOf(client.sessionId)).toMatchObject({ reason: "crashed" });
    expect(await server.json("/devtools/session")).toEqual([]);
  });

  test("at its longest duration", async () => {
    const { connect, manifestOf } = await start({ limits: { maxSessionMs: 1500 } });
    const client = await connect();
    expect(await client.closed).toEqual({ code: 1001, reason: "max-duration" });
    expect(await manifestOf(client.sessionId)).toMatchObject({ reason: "max-duration" });
  });

  test("with the server, whose recordings are final then", async () => {
    const { server, connect, store } = await start();
    const client = await connect();
    await client.call("Browser.getVersion");
    await server.close();
    const manifest = await readManifest(store, client.sessionId);
    expect(manifest).toMatchObject({ state: "final", reason: "shutdown" });
    expect(await client.closed).toEqual({ code: 1001, reason: "shutdown" });
  });

  // Less than what a WebSocket's own end waits for its other side.
  test("with the server, though its client's network is cut", { timeout: 25_000 }, async () => {
    const { server, connect } = await start();
    const client = await connect();
    client.socket.pause();
    await server.close();
  });

  test("and leaves no directory", async () => {
    const { server, connect } = await start();
    const own = () => readdir(tmpdir()).then((names) => names.filter((name) => OWN.test(name)));
    const before = await own();
    const client = await connect();
    expect((await own()).length).toBe(before.length + 1);
    await server.json(`/devtools/browser/${client.sessionId}`, { method: "DELETE" });
    expect(await own()).toEqual(before);
  });
});

const OWN = new RegExp(`^pagereel-browser-${process.pid}-`);

test("a recording ends when it is as large as it may be; its session goes on", async () => {
  const { server, connect, manifestOf } = await start({ limits: { maxRecordingBytes: 20_000 } });
  const client = await connect();
  const page = await client.open("data:text/html,<p>one</p>");
  const random = "Array.from({ length: 50000 }, () => Math.random()).join()";
  await client.evaluate(`document.querySelector("p").textContent = ${random}`, page);
  expect(await manifestOf(client.sessionId)).toMatchObject({
    state: "final",
    reason: "max-bytes",
    limitsHit: ["maxRecordingBytes"],
  });
  expect(await client.evaluate("document.body.childElementCount", page)).toBe(1);
  const path = `/recording/${client.sessionId}`;
  await server.json(path, { method: "DELETE" });
  const deleted = await fetch(server.url + path);
  expect(await deleted.json()).toMatchObject({ errors: [{ reason: "recording-not-found" }] });
});

describe("a client that comes back", () => {
  test("has the session of its hint again, with its pages", async () => {
    const { connect } = await start();
    const first = await connect("&session=my%20agent");
    await first.open("data:text/html,<title>mine</title>");
    first.socket.terminate();
    const second = await connect("&session=my%20agent");
    expect(second.sessionId).toBe(first.sessionId);
    const titles = async () => {
      const { targetInfos } = await second.call<{ targetInfos: { title: string }[] }>(
        "Target.getTargets",
      );
      return targetInfos.map(({ title }) => title);
    };
    await expect.poll(titles).toContain("mine");
  });

  test("has another one without a hint, or with another one", async () => {
    const { connect } = await start();
    const ids = new Set<string>();
    for (const query of ["", "", "&session=a", "&session=b"]) {
      const client = await connect(query);
      ids.add(client.sessionId);
      client.socket.terminate();
    }
    expect(ids.size).toBe(4);
  });

  test("is told where that is recorded otherwise", async () => {
    const { server, connect } = await start();
    const first = await connect("&session=a");
    first.socket.terminate();
    expect(await refusal(server, "/devtools/browser?session=a")).toMatch(/409/);
    expect((await connect("&session=a")).sessionId).toBe(first.sessionId);
  });

  test("does not push out one that is there", async () => {
    const { server, connect } = await start();
    const first = await connect("&session=a");
    for (const path of ["?recording=true&session=a", `/${first.sessionId}`]) {
      expect(await refusal(server, `/devtools/browser${path}`)).toMatch(/409/);
    }
    expect(await first.call("Browser.getVersion")).toHaveProperty("product");
  });
});

describe("browsers that are all in use", () => {
  test("have a client wait for the next one that ends", async () => {
    const { connect } = await start({ limits: { maxBrowsers: 1, maxSessionsPerToken: 2 } });
    const first = await connect();
    const waiting = connect();
    await first.call("Browser.close");
    expect((await waiting).sessionId).not.toBe(first.sessionId);
  });

  test("are refused with 429 where the queue is full, or takes too long", async () => {
    const limits = {
      maxBrowsers: 1,
      maxSessionsPerToken: 9,
      maxQueuedSessions: 1,
      queueTimeoutMs: 500,
    };
    const { server, connect } = await start({ limits });
    await connect();
    const asked = [1, 2].map(() => fetch(`${server.url}/devtools/browser`, { method: "POST" }));
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([429, 429]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    for (const reason of ["queue-full", "queue-timeout"]) {
      expect(bodies.filter((body) => body.includes(`"${reason}"`))).toHaveLength(1);
    }
    expect(answers[0]?.headers.get("retry-after")).toBe("10");
    expect(await refusal(server, "/devtools/browser")).toMatch(/429/);
  });

  test("are not all for one token", async () => {
    const { server, connect } = await start({ limits: { maxSessionsPerToken: 1 } });
    await connect();
    expect(await refusal(server, "/devtools/browser")).toMatch(/429/);
  });
});

describe("what is asked for wrongly is refused:", () => {
  test.each(["NaN", "-1", "9999", "600001", "1e5", "10000.5", ""])(
    "keep_alive=%s",
    async (value) => {
      const { server } = await start();
      const path = `/devtools/browser?keep_alive=${value}`;
      const response = await fetch(server.url + path, { method: "POST" });
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as { errors: { message: string }[] };
      expect(errors[0]?.message).toBe(
        'Invalid query parameter "keep_alive": expected a whole number of ms from 10000 to 600000.',
      );
      expect(await refusal(server, path)).toMatch(/400/);
      expect(await server.json("/devtools/session")).toEqual([]);
    },
  );

  test("sessions that nobody has", async () => {
    const { server } = await start();
    const id = "01a2084d-12b6-764a-ad6b-8116d8d840cd";
    expect(await refusal(server, `/devtools/browser/${id}`)).toMatch(/404/);
    expect(await refusal(server, "/devtools/browser/x")).toMatch(/404/);
    expect(await refusal(server, "/elsewhere")).toMatch(/404/);
    for (const path of [id, "x"]) {
      const response = await fetch(`${server.url}/devtools/browser/${path}`, { method: "DELETE" });
      expect([400, 404]).toContain(response.status);
    }
  });
});

import { expect, test } from "vitest";
import type { ConnectionHost } from "../cdp/client-connection.js";
import { ApiError } from "../http/api-error.js";
import type { Browser } from "./browser.js";
import { type ClientsHost, SessionClients } from "./session-clients.js";

/** A client that is told what to do. */
class FakeClient {
  bufferedAmount = 0;
  isThere = true;
  pause = () => undefined;
  resume = () => undefined;
  send = () => undefined;
  close = () => undefined;
  terminate = () => undefined;
  say = (_message: Buffer): void => undefined;
  readonly #listeners: (() => void)[] = [];

  leave() {
    for (const listener of this.#listeners) listener();
  }

  onMessage(listener: (message: Buffer) => void) {
    this.say = listener;
  }

  onClose(listener: () => void) {
    this.#listeners.push(listener);
  }

  async isAlive() {
    return this.isThere;
  }
}

/** The clients of a session, and what the session hears of them. */
function open(multiplexer: object) {
  const heard: string[] = [];
  const connectionHost = {
    filesDirectory: "/srv/files",
    onHoldsPages: async () => void heard.push("a client holds pages"),
    onMessage: () => undefined,
  } as unknown as ConnectionHost;
  const brake = { release: () => undefined, isBehind: () => false, pipe: {} };
  const host: ClientsHost = {
    id: "session",
    isEnding: false,
    runningBrowser: { brake, multiplexer, isRunning: true } as unknown as Browser,
    connectionHost: () => connectionHost,
    holdPages: () => void heard.push("no client holds pages"),
    waitForClient: () => void heard.push(clients.isEmpty ? "waits" : "has a client"),
    gone: () => new ApiError(410, "session-ended", "It is gone."),
  };
  const clients = new SessionClients(host);
  return { clients, heard };
}

const lane = () => ({
  closed: new Promise(() => undefined),
  onMessage: () => undefined,
  has: () => true,
  send: () => true,
  close: async () => undefined,
});

test("a session waits for a client when the one that was to be replaced is dead", async () => {
  const { clients, heard } = open({ open: async () => lane() });
  const client = new FakeClient();
  await clients.connect(client);
  await expect(clients.replace()).rejects.toMatchObject({ reason: "already-connected" });
  client.isThere = false;
  await clients.replace();
  const asLeft = ["has a client", "no client holds pages", "waits"];
  expect(heard).toEqual(asLeft);
  client.leave();
  await Promise.resolve();
  expect(heard).toEqual(asLeft);
});

test("a session waits for a client when the browser has no lane for one", async () => {
  const { clients, heard } = open({ open: () => Promise.reject(new Error("It is gone.")) });
  const connected = clients.connect(new FakeClient());
  await expect(connected).rejects.toMatchObject({ status: 410 });
  expect(heard.at(-1)).toBe("waits");
});

test("a page's client holds what is below that page, and no other pages", async () => {
  const { clients, heard } = open({ open: async () => lane(), openPage: async () => lane() });
  const [ofBrowser, ofPage] = [new FakeClient(), new FakeClient()];
  await clients.connect(ofBrowser);
  await clients.connectPage(ofPage, "page");
  const params = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
  const command = { id: 1, method: "Target.setAutoAttach", params };
  ofPage.say(Buffer.from(JSON.stringify(command)));
  expect(heard).not.toContain("a client holds pages");
  ofBrowser.say(Buffer.from(JSON.stringify(command)));
  expect(heard).toContain("a client holds pages");
});

import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { describeListenError, describeServer } from "./serve-text.js";

test("says in three lines how to connect", () => {
  expect(describeServer("http://127.0.0.1:9322", false)).toEqual([
    "Pagereel serves at http://127.0.0.1:9322",
    '  Puppeteer:  puppeteer.connect({ browserWSEndpoint: "ws://127.0.0.1:9322/devtools/browser?recording=true" })',
    '  Playwright: chromium.connectOverCDP("ws://127.0.0.1:9322/devtools/browser?recording=true")',
  ]);
});

test("says where the token goes, and that a proxy with TLS has another scheme", () => {
  const [first, second] = describeServer("https://reel.test/cdp", true);
  expect(first).toBe("Pagereel serves at https://reel.test/cdp");
  expect(second).toContain('"wss://reel.test/cdp/devtools/browser?recording=true&token=<token>"');
});

async function listenError(host: string, port: number): Promise<NodeJS.ErrnoException> {
  const server = createServer().listen(port, host);
  const [error] = await once(server, "error");
  return error;
}

test("explains why the server cannot listen", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const inUse = await listenError("127.0.0.1", port);
  expect(describeListenError(inUse)).toContain("Choose another --port");
  other.close();
  const noAddress = await listenError("203.0.113.1", 0);
  expect(describeListenError(noAddress)).toContain("Choose another --host");
});

test("an error of something else is none of listening", () => {
  const error = Object.assign(new Error("no"), { code: "EACCES", syscall: "open" });
  expect(describeListenError(error)).toBeUndefined();
  expect(describeListenError(new Error("no"))).toBeUndefined();
});

import { availableParallelism } from "node:os";
import { memoryStore } from "@pagereel/core";
import { expect, test } from "vitest";
import { resolveServerOptions } from "./resolve-server-options.js";
import type { ServerOptions } from "./server-options.js";

const HASH = "ab".repeat(32);
const TOKEN = { name: "ci", sha256: HASH, scopes: ["drive" as const] };

test("the defaults", () => {
  const maxBrowsers = Math.max(2, availableParallelism());
  expect(resolveServerOptions()).toEqual({
    host: "127.0.0.1",
    port: 9322,
    store: process.env.PAGEREEL_DIR || ".pagereel",
    tokens: [],
    allowedHosts: [],
    allowedOrigins: [],
    chromium: { args: [], headless: true },
    recording: {},
    limits: {
      maxBrowsers,
      maxQueuedSessions: 32,
      queueTimeoutMs: 30_000,
      maxSessionsPerToken: maxBrowsers,
      maxSessionMs: 7_200_000,
      maxMessageBytes: 268_435_456,
      requestsPerMinute: 3000,
      maxRecordingBytes: 1_000_000_000,
    },
    logLevel: "info",
  });
});

test("what is given is kept", () => {
  const store = memoryStore();
  const given: ServerOptions = {
    host: "0.0.0.0",
    port: 0,
    store,
    tokens: [TOKEN],
    chromium: { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] },
    recording: { maskAllInputs: true, canvas: true, retentionDays: 7 },
    limits: { maxBrowsers: 8 },
    publicUrl: "https://reel.test/cdp/",
    allowedHosts: ["Reel.test"],
    allowedOrigins: ["https://Tools.test", "devtools://devtools"],
  };
  const resolved = resolveServerOptions(given);
  expect(resolved.store).toBe(store);
  expect(resolved).toMatchObject({
    port: 0,
    tokens: [TOKEN],
    chromium: { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], headless: true },
    recording: { maskAllInputs: true, canvas: true, retentionDays: 7 },
    limits: { maxBrowsers: 8, maxSessionsPerToken: 8 },
    publicUrl: "https://reel.test/cdp",
    allowedHosts: ["reel.test"],
    allowedOrigins: ["https://tools.test", "devtools://devtools"],
  });
});

test.each<[unknown, string]>([
  [{ hots: "x" }, 'Unknown option "hots" in the server: did you mean "host"?'],
  [
    { limits: { maxBrowser: 1 } },
    'Unknown option "limits.maxBrowser" in the server: did you mean "maxBrowsers"?',
  ],
  [{ port: 70_000 }, 'Invalid option "port" of the server: expected <=65535, got 70000.'],
  [{ limits: { maxBrowsers: 0 } }, '"limits.maxBrowsers" of the server: expected >=1, got 0.'],
  [{ limits: { queueTimeoutMs: 2 ** 31 } }, '"limits.queueTimeoutMs"'],
  [{ limits: { maxSessionMs: 0.5 } }, '"limits.maxSessionMs"'],
  [{ logLevel: "loud" }, '"logLevel"'],
  [{ store: {} }, 'Invalid option "store" of the server: expected a directory'],
  [{ store: "" }, '"store"'],
  [{ store: { s3: {}, other: 1 } }, '"store"'],
  [{ publicUrl: "ws://reel.test" }, '"publicUrl" of the server: expected an http or https URL'],
  [{ publicUrl: "https://user:s3cret@reel.test" }, '"publicUrl"'],
  [{ allowedOrigins: ["https://reel.test/x"] }, '"allowedOrigins.0"'],
  [{ allowedOrigins: ["*"] }, '"allowedOrigins.0"'],
  [{ allowedHosts: ["reel.test:80"] }, '"allowedHosts.0" of the server: expected a host name'],
  [{ recording: { maskAllInput: true } }, 'Unknown option "maskAllInput" in recording'],
  [{ recording: { metadata: {} } }, 'Option "recording.metadata" is not for the configuration'],
  [{ recording: { sink: memoryStore() } }, 'Option "recording.sink" is not for'],
  [{ tokens: [{ ...TOKEN, scopes: ["admin"] }] }, "expected one of drive, read, delete, write"],
  [{ tokens: [{ ...TOKEN, scopes: [] }] }, "expected at least one scope"],
  [{ tokens: [{ ...TOKEN, name: "a b" }] }, '"tokens.0.name" of the server: expected 1 to 64'],
  [{ tokens: [TOKEN, { ...TOKEN, sha256: "cd".repeat(32) }] }, "two tokens have the same name"],
  [{ tokens: [TOKEN, { ...TOKEN, name: "b", sha256: HASH.toUpperCase() }] }, "the same hash"],
])("%j is refused", (options, message) => {
  expect(() => resolveServerOptions(options as ServerOptions)).toThrowError(
    expect.objectContaining({
      code: "INVALID_OPTIONS",
      message: expect.stringContaining(message),
    }),
  );
});

test.each([
  { tokens: [{ ...TOKEN, sha256: "s3cret-token" }] },
  { tokens: [{ ...TOKEN, sha256: "s3cret-token", name: 5 }] },
  { tokens: [{ ...TOKEN, scopes: ["s3cret-token"] }] },
  { tokens: ["s3cret-token"] },
  { tokens: "s3cret-token" },
  { tokens: { "s3cret-token": 1 } },
  { publicUrl: "https://u:s3cret-token@x.test" },
  { recording: { secrets: ["s3cret-token", 5] } },
  { store: { s3: "s3cret-token" } },
])("no message holds a secret: %#", (options) => {
  let message = "";
  try {
    resolveServerOptions(options as unknown as ServerOptions);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(/option/);
  expect(message).not.toContain("s3cret");
});

test.each(["0.0.0.0", "::", "192.168.0.5", "reel.test"])(
  "without tokens the server does not listen on %s",
  (host) => {
    expect(() => resolveServerOptions({ host })).toThrow(/"pagereel token".* "127\.0\.0\.1"/);
    expect(resolveServerOptions({ host, tokens: [TOKEN] }).host).toBe(host);
  },
);

import { expect, test } from "vitest";
import { optionsFromEnvironment } from "./environment.js";
import { resolveServerOptions } from "./resolve-server-options.js";

const TOKENS = [{ name: "ci", sha256: "ab".repeat(32), scopes: ["read"] }];

test("every variable sets its option", () => {
  const options = optionsFromEnvironment({
    PAGEREEL_HOST: "0.0.0.0",
    PAGEREEL_PORT: "80",
    PAGEREEL_S3_BUCKET: "recordings",
    PAGEREEL_S3_PREFIX: "team/",
    PAGEREEL_S3_REGION: "eu-central-1",
    PAGEREEL_S3_ENDPOINT: "http://storage:9000",
    PAGEREEL_S3_FORCE_PATH_STYLE: "true",
    PAGEREEL_TOKENS: JSON.stringify(TOKENS),
    PAGEREEL_ALLOWED_HOSTS: "a.test, b.test",
    PAGEREEL_ALLOWED_ORIGINS: "https://c.test",
    PAGEREEL_CHROMIUM_PATH: "/usr/bin/chromium",
    PAGEREEL_CHROMIUM_ARGS: "--no-sandbox  --lang=de",
    PAGEREEL_CHROMIUM_HEADLESS: "0",
    PAGEREEL_RECORDING: '{"canvas": true}',
    PAGEREEL_MAX_BROWSERS: "1",
    PAGEREEL_MAX_QUEUED_SESSIONS: "2",
    PAGEREEL_QUEUE_TIMEOUT_MS: "3",
    PAGEREEL_MAX_SESSIONS_PER_TOKEN: "4",
    PAGEREEL_MAX_SESSION_MS: "5000",
    PAGEREEL_MAX_MESSAGE_BYTES: "6000",
    PAGEREEL_REQUESTS_PER_MINUTE: "7",
    PAGEREEL_MAX_RECORDING_BYTES: "8000",
    PAGEREEL_LOG_LEVEL: "debug",
    PAGEREEL_PUBLIC_URL: "https://reel.test",
  });
  const expected = {
    host: "0.0.0.0",
    port: 80,
    store: {
      s3: {
        bucket: "recordings",
        prefix: "team/",
        region: "eu-central-1",
        endpoint: "http://storage:9000",
        forcePathStyle: true,
      },
    },
    tokens: TOKENS,
    allowedHosts: ["a.test", "b.test"],
    allowedOrigins: ["https://c.test"],
    chromium: {
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--lang=de"],
      headless: false,
    },
    recording: { canvas: true },
    limits: {
      maxBrowsers: 1,
      maxQueuedSessions: 2,
      queueTimeoutMs: 3,
      maxSessionsPerToken: 4,
      maxSessionMs: 5000,
      maxMessageBytes: 6000,
      requestsPerMinute: 7,
      maxRecordingBytes: 8000,
    },
    logLevel: "debug",
    publicUrl: "https://reel.test",
  };
  expect(options).toEqual(expected);
  // No option is left that the environment does not know.
  expect(resolveServerOptions(options)).toEqual(expected);
});

test("arguments with blanks are given as JSON", () => {
  const args = ["--host-resolver-rules=MAP * ~NOTFOUND", "--lang=de"];
  const env = { PAGEREEL_CHROMIUM_ARGS: JSON.stringify(args) };
  expect(optionsFromEnvironment(env)).toEqual({ chromium: { args } });
});

test("a bucket comes before a directory", () => {
  const env = { PAGEREEL_DIR: "/data", PAGEREEL_S3_BUCKET: "recordings" };
  expect(optionsFromEnvironment(env)).toEqual({ store: { s3: { bucket: "recordings" } } });
});

test("what Kubernetes sets for a service of that name is none of the server's", () => {
  const env = { PAGEREEL_PORT: "tcp://10.0.0.1:9322", PAGEREEL_SERVICE_HOST: "10.0.0.1" };
  expect(optionsFromEnvironment(env)).toEqual({});
});

test("empty variables, and those of others, are nothing", () => {
  const env = { PAGEREEL_HOST: "", PAGEREEL_PORT: " ", PAGEREEL_API_TOKEN: "x", PATH: "/bin" };
  expect(optionsFromEnvironment(env)).toEqual({});
});

test.each([
  ["PAGEREEL_PORT", "s3cret", "a whole number"],
  ["PAGEREEL_PORT", "0x50", "a whole number"],
  ["PAGEREEL_MAX_BROWSERS", "-1", "a whole number"],
  ["PAGEREEL_CHROMIUM_HEADLESS", "s3cret", "true or false"],
  ["PAGEREEL_TOKENS", '["s3cret', "JSON"],
])("%s=%s is refused without telling the value", (name, value, expected) => {
  expect(() => optionsFromEnvironment({ [name]: value })).toThrowError(
    expect.objectContaining({
      code: "INVALID_OPTIONS",
      message: `Invalid environment variable ${name}: expected ${expected}.`,
    }),
  );
});

import { RecordingError } from "@pagereel/core";

/** What an environment variable sets, and what it is made of its text. */
type Variable = [name: string, path: string, parse: (text: string) => unknown];

const asText = (text: string) => text;
const asList = (text: string) => text.split(",").map((item) => item.trim());
/** An argument with a blank in it needs the form of JSON. */
const asArguments = (text: string) => (text.startsWith("[") ? asJson(text) : text.split(/\s+/));

const VARIABLES: Variable[] = [
  ["PAGEREEL_HOST", "host", asText],
  ["PAGEREEL_PORT", "port", asNumber],
  ["PAGEREEL_DIR", "store", asText],
  ["PAGEREEL_S3_BUCKET", "store.s3.bucket", asText],
  ["PAGEREEL_S3_PREFIX", "store.s3.prefix", asText],
  ["PAGEREEL_S3_REGION", "store.s3.region", asText],
  ["PAGEREEL_S3_ENDPOINT", "store.s3.endpoint", asText],
  ["PAGEREEL_S3_FORCE_PATH_STYLE", "store.s3.forcePathStyle", asSwitch],
  ["PAGEREEL_TOKENS", "tokens", asJson],
  ["PAGEREEL_ALLOWED_HOSTS", "allowedHosts", asList],
  ["PAGEREEL_ALLOWED_ORIGINS", "allowedOrigins", asList],
  ["PAGEREEL_CHROMIUM_PATH", "chromium.executablePath", asText],
  ["PAGEREEL_CHROMIUM_ARGS", "chromium.args", asArguments],
  ["PAGEREEL_CHROMIUM_HEADLESS", "chromium.headless", asSwitch],
  ["PAGEREEL_RECORDING", "recording", asJson],
  ["PAGEREEL_MAX_BROWSERS", "limits.maxBrowsers", asNumber],
  ["PAGEREEL_MAX_QUEUED_SESSIONS", "limits.maxQueuedSessions", asNumber],
  ["PAGEREEL_QUEUE_TIMEOUT_MS", "limits.queueTimeoutMs", asNumber],
  ["PAGEREEL_MAX_SESSIONS_PER_TOKEN", "limits.maxSessionsPerToken", asNumber],
  ["PAGEREEL_MAX_SESSION_MS", "limits.maxSessionMs", asNumber],
  ["PAGEREEL_MAX_MESSAGE_BYTES", "limits.maxMessageBytes", asNumber],
  ["PAGEREEL_REQUESTS_PER_MINUTE", "limits.requestsPerMinute", asNumber],
  ["PAGEREEL_MAX_RECORDING_BYTES", "limits.maxRecordingBytes", asNumber],
  ["PAGEREEL_LOG_LEVEL", "logLevel", asText],
  ["PAGEREEL_PUBLIC_URL", "publicUrl", asText],
];

/** Beside a service of the name "pagereel", Kubernetes sets PAGEREEL_PORT to the address of that. */
const OF_KUBERNETES = /^(tcp|udp):\/\//;

/**
 * Reads the server's options from environment variables; an empty one is as good as none.
 *
 * @returns options that are not checked yet
 * @throws RecordingError `INVALID_OPTIONS`: names the variable, never its value
 */
export function optionsFromEnvironment(
  env: Record<string, string | undefined>,
): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, path, parse] of VARIABLES) {
    const text = env[name]?.trim();
    if (text && !OF_KUBERNETES.test(text))
      assign(options, path.split("."), parseVariable(name, text, parse));
  }
  return options;
}

function parseVariable(name: string, text: string, parse: Variable[2]): unknown {
  try {
    return parse(text);
  } catch (error) {
    // The cause would hold a part of the value.
    throw new RecordingError(
      "INVALID_OPTIONS",
      `Invalid environment variable ${name}: expected ${error instanceof Expected ? error.message : "JSON"}.`,
    );
  }
}

/** A bucket takes the place of a directory. */
function assign(options: Record<string, unknown>, path: string[], value: unknown): void {
  let at = options;
  for (const key of path.slice(0, -1)) {
    if (typeof at[key] !== "object") at[key] = {};
    at = at[key] as Record<string, unknown>;
  }
  at[path.at(-1) as string] = value;
}

/** What a variable should have held. */
class Expected extends Error {}

function asNumber(text: string): number {
  if (/^\d{1,16}$/.test(text)) return Number(text);
  throw new Expected("a whole number");
}

function asSwitch(text: string): boolean {
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new Expected("true or false");
}

function asJson(text: string): unknown {
  return JSON.parse(text);
}

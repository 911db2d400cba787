import { memoryStore, RecordingError } from "@pagereel/core";
import { parseOptions, resolveOptions } from "@pagereel/core/adapter";
import { isLoopback } from "../access/host-name.js";
import type {
  ResolvedServerOptions,
  ServerOptions,
  ServerRecordingOptions,
} from "./server-options.js";
import { serverOptions } from "./server-options-schema.js";

/** Options of recordings that the server gives itself. */
const OWN_RECORDING_OPTIONS = ["sink", "metadata", "onError"];

/**
 * Checks the options and fills in the defaults.
 *
 * @throws RecordingError `INVALID_OPTIONS`: names the option, and never holds a secret
 */
export function resolveServerOptions(options: ServerOptions = {}): ResolvedServerOptions {
  const parsed = parseOptions(serverOptions, options, "the server");
  checkRecordingOptions(parsed.recording);
  checkExposure(parsed);
  const { maxBrowsers, maxSessionsPerToken = maxBrowsers } = parsed.limits;
  return { ...parsed, limits: { ...parsed.limits, maxSessionsPerToken } };
}

function checkRecordingOptions(recording: ServerRecordingOptions): void {
  const own = OWN_RECORDING_OPTIONS.find((name) => name in recording);
  if (own !== undefined) {
    throw new RecordingError(
      "INVALID_OPTIONS",
      `Option "recording.${own}" is not for the configuration of the server: it gives each ` +
        "recording its own. Leave it out.",
    );
  }
  resolveOptions({ ...recording, sink: memoryStore() });
}

function checkExposure({ host, tokens }: { host: string; tokens: unknown[] }): void {
  if (tokens.length > 0 || isLoopback(host)) return;
  throw new RecordingError(
    "INVALID_OPTIONS",
    `The server has no tokens, and would listen on ${host}: everybody who reaches it could drive ` +
      'browsers on this machine. Make a token with "pagereel token" and add it to "tokens" in the ' +
      'config file, or listen on "127.0.0.1".',
  );
}

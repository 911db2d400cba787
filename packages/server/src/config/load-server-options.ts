import { parseOptions } from "@pagereel/core/adapter";
import { readConfigFile } from "./config-file.js";
import { optionsFromEnvironment } from "./environment.js";
import type { ServerOptions } from "./server-options.js";
import { serverOptions } from "./server-options-schema.js";

/** Where options come from, the strongest first. */
export interface OptionSources {
  /** Of the command line. */
  flags?: ServerOptions | undefined;
  env?: Record<string, string | undefined> | undefined;
  /** Path of a config file; unless told, the environment's `PAGEREEL_CONFIG`. */
  configFile?: string | undefined;
}

/** Options that are an object: each of their own may come from another source. */
const GROUPS = ["chromium", "recording", "limits"] as const;

/**
 * Puts the server's options together: flags before environment before config file.
 *
 * @throws RecordingError `INVALID_OPTIONS`: names the option and the source
 */
export async function loadServerOptions(sources: OptionSources): Promise<ServerOptions> {
  const { flags = {}, env = {} } = sources;
  const configFile = sources.configFile ?? (env.PAGEREEL_CONFIG || undefined);
  const fromFile =
    configFile === undefined
      ? {}
      : check(await readConfigFile(configFile), `the config file ${JSON.stringify(configFile)}`);
  const fromEnvironment = check(optionsFromEnvironment(env), "the environment");
  return [fromEnvironment, check(flags, "the command line")].reduce(merge, fromFile);
}

/** @returns the options as they were given: a default would win over the next source */
function check(options: unknown, what: string): ServerOptions {
  parseOptions(serverOptions, options, what);
  return options as ServerOptions;
}

function merge(weak: ServerOptions, strong: ServerOptions): ServerOptions {
  const merged: ServerOptions = { ...weak, ...withoutUndefined(strong) };
  for (const group of GROUPS) {
    if (weak[group] || strong[group]) {
      merged[group] = { ...weak[group], ...withoutUndefined(strong[group] ?? {}) } as object;
    }
  }
  return merged;
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T;
}

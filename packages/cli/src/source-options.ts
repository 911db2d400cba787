import { type FetchRecordingOptions, fileStore } from "@pagereel/core";
import { type Command, Option } from "commander";

/** Where `open` and `export` take a recording from. */
export interface SourceOptions {
  store?: string;
  baseUrl?: string;
  apiToken?: string;
  accountId?: string;
  partial?: true;
}

/** Adds the options that `toFetchOptions` reads. */
export function addSourceOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--store <dir>",
        "directory that holds the recordings (default: .pagereel, PAGEREEL_DIR)",
      ).conflicts(["baseUrl", "apiToken", "accountId"]),
    )
    .option("--base-url <url>", "address of a recordings API, instead of a directory")
    .option(
      "--api-token <token>",
      "its bearer token; better PAGEREEL_API_TOKEN, which ps does not show",
    )
    .option("--account-id <id>", "the account there")
    .option("--partial", "take what there is of a session that is not finished");
}

export function toFetchOptions(options: SourceOptions): FetchRecordingOptions {
  const { store, baseUrl, apiToken, accountId, partial = false } = options;
  if (store !== undefined) return { store: fileStore(store), partial };
  // A token in the environment is for when a server is asked, not a wish to ask one.
  const token = apiToken ?? (baseUrl === undefined ? undefined : process.env.PAGEREEL_API_TOKEN);
  return { baseUrl, apiToken: token || undefined, accountId, partial };
}

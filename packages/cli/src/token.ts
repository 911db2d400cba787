import { createHash, randomBytes } from "node:crypto";
import { type Command, InvalidArgumentError, Option } from "commander";

/** More than anybody can try. */
const TOKEN_BYTES = 32;
/** As the server's config has them. */
const SCOPES = ["drive", "read", "delete", "write"];

interface TokenCommandOptions {
  name: string;
  scopes: string[];
}

/** `pagereel token`: a new token, and what the config of a server needs to know of it. */
export function addToken(program: Command): void {
  program
    .command("token")
    .description("make a token for a server; only its hash goes into the config")
    .option("--name <name>", "who has it, for the logs", parseName, "client")
    .addOption(
      new Option("--scopes <list>", "what it allows, separated by commas")
        .default(SCOPES, SCOPES.join(","))
        .argParser(parseScopes),
    )
    .action(run);
}

function parseScopes(list: string): string[] {
  const scopes = list.split(",").map((scope) => scope.trim());
  if (scopes.every((scope) => SCOPES.includes(scope))) return scopes;
  throw new InvalidArgumentError(`It has to be some of ${SCOPES.join(",")}.`);
}

function parseName(name: string): string {
  if (/^[\w.-]{1,64}$/.test(name)) return name;
  throw new InvalidArgumentError(
    "It has to be 1 to 64 letters, digits, dots, dashes and underscores.",
  );
}

function run({ name, scopes }: TokenCommandOptions): void {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const sha256 = createHash("sha256").update(token).digest("hex");
  console.log(`The token, for the client; it is shown this once:\n${token}\n`);
  console.log('For "tokens" in the config of the server, or in PAGEREEL_TOKENS:');
  console.log(JSON.stringify({ name, sha256, scopes }));
}

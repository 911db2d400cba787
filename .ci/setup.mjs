/**
 * Makes a machine with only Node (18 or newer) and npm ready, then runs a command:
 *
 *   node .ci/setup.mjs [--with-redis] [--with-firefox] <command> [arguments]
 *
 * It installs pnpm, the dependencies (a newer Node among them), a Chromium and, where told, a Redis
 * and a Firefox, each where it is missing. The command finds the workspace's tools and pnpm on its PATH, and
 * CHROME_PATH set.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { provideBrowser } from "./browser.mjs";
import { provideFirefox } from "./firefox.mjs";
import { ROOT, read, run, say, toolEnvironment } from "./process.mjs";
import { provideRedis } from "./redis.mjs";

/** What only some commands need. */
const PROVIDERS = { "--with-redis": provideRedis, "--with-firefox": provideFirefox };

const given = process.argv.slice(2);
const start = given.findIndex((argument) => !(argument in PROVIDERS));
const wanted = start === -1 ? given : given.slice(0, start);
const command = start === -1 ? [] : given.slice(start);

try {
  process.exitCode = await main();
} catch (error) {
  say(`Set-up failed: ${error.message}`);
  process.exitCode = 1;
}

async function main() {
  if (command.length === 0) throw new Error("no command given: node .ci/setup.mjs <command>");
  const { packageManager, devDependencies } = readManifest();
  const withPnpm = pnpmPrefix(packageManager);
  await installDependencies(withPnpm, devDependencies.node);
  const browser = await provideBrowser();
  for (const name of wanted) await PROVIDERS[name]();
  say(`Node ${read("node", ["--version"])}, browser ${browser}`);
  say(`Running: ${command.join(" ")}`);
  const [name, ...args] = [...withPnpm, ...command];
  return run(name, args, { env: toolEnvironment({ CHROME_PATH: browser }) });
}

function readManifest() {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
}

/** What to put before a command so that it finds the workspace's pnpm: nothing where it is there. */
function pnpmPrefix(packageManager) {
  if (`pnpm@${read("pnpm", ["--version"])}` === packageManager) return [];
  say(`${packageManager} through npx ...`);
  return ["npx", "--yes", `--package=${packageManager}`, "--"];
}

/** @param node - the version that will run what is installed, which may not be this one */
async function installDependencies(withPnpm, node) {
  say("Dependencies: pnpm install ...");
  const install = ["pnpm", "install", "--frozen-lockfile", `--config.node-version=${node}`];
  const [name, ...args] = [...withPnpm, ...install];
  const code = await run(name, args);
  if (code !== 0) throw new Error(`pnpm install ended with exit code ${code}; see above.`);
}

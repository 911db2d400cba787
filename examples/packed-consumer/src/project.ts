import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./command.ts";

/** What is packed; the order does not matter. */
const PACKED = [
  "@pagereel/core",
  "@pagereel/puppeteer-adapter",
  "@pagereel/playwright-adapter",
  "@pagereel/server",
  "pagereel",
];

/** What a user has beside them, in the versions that this workspace has. */
const FROM_REGISTRY = ["puppeteer-core", "playwright-core", "typescript", "@types/node"];

const SNIPPETS = fileURLToPath(new URL("../snippets", import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Makes a project outside of the workspace and installs the packed packages in it with npm.
 *
 * @returns its folder
 */
export async function createProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pagereel-consumer-"));
  const tarballs = join(folder, "tarballs");
  await mkdir(tarballs);
  for (const name of PACKED) {
    await run("pnpm", ["pack", "--pack-destination", tarballs], folderOf(name));
  }
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", private: true }),
  );
  const packages = (await readdir(tarballs)).map((file) => join(tarballs, file));
  const others = FROM_REGISTRY.map((name) => `${name}@${versionOf(name)}`);
  await run("npm", ["install", "--no-audit", "--no-fund", ...packages, ...others], folder);
  return folder;
}

/** Puts the snippets in a folder of their own in the project, written for one of the adapters. */
export async function addSnippets(project: string, adapter: string): Promise<string> {
  const folder = join(project, basename(adapter));
  await mkdir(folder);
  for (const file of await readdir(SNIPPETS)) {
    const text = await readFile(join(SNIPPETS, file), "utf8");
    await writeFile(join(folder, file), text.replace("@pagereel/puppeteer-adapter", adapter));
  }
  return folder;
}

/** The path of a command that was installed in the project. */
export function installed(project: string, command: string): string {
  return join(project, "node_modules", ".bin", command);
}

function folderOf(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

function versionOf(name: string): string {
  return require(`${name}/package.json`).version;
}

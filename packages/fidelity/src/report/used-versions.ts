import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "@pagereel/puppeteer-adapter";
import { BROWSER } from "../measure/browser-arguments.ts";
import { packageFolder } from "../site/package-folder.ts";

const LIBRARIES = ["rrweb", "puppeteer-core"];

/** What a run depends on: names with versions. */
export async function usedVersions(): Promise<string[]> {
  await using browser = await launch(BROWSER);
  return [
    await browser.version(),
    `Node ${process.versions.node}`,
    ...LIBRARIES.map((name) => `${name} ${versionOf(name)}`),
  ];
}

/** @param name - of an installed package */
export function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(packageFolder(name), "package.json"), "utf8")).version;
}

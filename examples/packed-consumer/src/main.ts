/**
 * Uses the packages as their users get them: packed, installed by npm in a project elsewhere, in
 * ESM, CommonJS and TypeScript. Throws where something does not work.
 */
import { rm } from "node:fs/promises";
import { checkCli, checkRecording } from "./checks.ts";
import { run } from "./command.ts";
import { servePage } from "./page.ts";
import { addSnippets, createProject, installed } from "./project.ts";

const ADAPTERS = ["@pagereel/puppeteer-adapter", "@pagereel/playwright-adapter"];

/** TypeScript's ways to find modules, the kind of module for each, and what is compiled with it. */
const RESOLUTIONS = [
  // Not record.cts: its CommonJS cannot require puppeteer-core, which is ESM.
  { resolution: "node16", module: "node16", files: ["record.mts"] },
  { resolution: "nodenext", module: "nodenext", files: ["record.mts", "record.cts"] },
  { resolution: "bundler", module: "esnext", files: ["record.mts"] },
];

console.log("Packing, and installing in a project of its own ...");
const project = await createProject();
const page = await servePage();
try {
  for (const adapter of ADAPTERS) await useAdapter(adapter);
} finally {
  page.close();
  await rm(project, { recursive: true });
}

async function useAdapter(adapter: string): Promise<void> {
  const folder = await addSnippets(project, adapter);
  await record(adapter, folder, "record.mjs");
  const sessionId = await record(adapter, folder, "record.cjs");
  for (const { resolution, module, files } of RESOLUTIONS) {
    const options = ["--strict", "--target", "es2023", "--types", "node", "--module", module];
    const output = ["--moduleResolution", resolution, "--outDir", resolution];
    await run(installed(project, "tsc"), [...options, ...output, ...files], folder);
    for (const file of files) {
      await record(adapter, folder, `${resolution}/${file.replace("ts", "js")}`);
    }
  }
  await checkCli(installed(project, "pagereel"), folder, sessionId);
  console.log(`  ${adapter}: pagereel list and export`);
}

/** Runs a snippet, which prints the recording that it made. */
async function record(adapter: string, folder: string, file: string): Promise<string> {
  const output = await run("node", [file], folder, { PAGE_URL: page.url });
  console.log(`  ${adapter}: ${file}`);
  return checkRecording(JSON.parse(output), page.url);
}

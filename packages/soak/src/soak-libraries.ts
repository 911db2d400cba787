import { parseMinutes } from "./arguments.ts";
import { describeResult } from "./describe-result.ts";
import { playwright } from "./libraries/playwright.ts";
import { puppeteer } from "./libraries/puppeteer.ts";
import { soak } from "./soak.ts";

/** Rounds; the browser keeps six pages to go back to, and each round brings three. */
const WARM_UP = 4;

/** `pnpm soak`. Sets the process's exit code. */
export async function soakLibraries(args: string[]): Promise<void> {
  const libraries = [puppeteer, playwright];
  const minutes = parseMinutes(args);
  const seconds = (minutes * 60) / (2 * libraries.length);
  for (const library of libraries) {
    const result = await soak(library, seconds, WARM_UP);
    console.log(describeResult(library.name, result));
    if (result.findings.length > 0) process.exitCode = 1;
  }
  console.log(process.exitCode ? "\nRecording leaks: see above." : "\nNothing grows.");
}

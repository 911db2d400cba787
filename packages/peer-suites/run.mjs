/** Runs Playwright's or Puppeteer's own tests; see docs/reference/transparency.md. */
import { existsSync, mkdirSync } from "node:fs";
import { parseArguments, USAGE } from "./src/arguments.mjs";
import { checkCheckout } from "./src/checkout.mjs";
import { runPlaywright } from "./src/playwright/run-playwright.mjs";
import { runPuppeteer } from "./src/puppeteer/run-puppeteer.mjs";
import { countResults, readResults } from "./src/results.mjs";

const RUN = { playwright: runPlaywright, puppeteer: runPuppeteer };

try {
  const settings = parseArguments(process.argv.slice(2));
  const { library, checkout, resultsFile, artifacts } = settings;
  checkCheckout(library, checkout);
  if (existsSync(resultsFile)) {
    throw new Error(`${resultsFile} is there already. Remove it, or give this run a --name.`);
  }
  mkdirSync(artifacts, { recursive: true });
  await RUN[library](settings);
  if (!existsSync(resultsFile)) throw new Error("No test ran: the output above says why.");
  console.log(resultsFile, countResults(readResults(resultsFile)));
} catch (error) {
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}

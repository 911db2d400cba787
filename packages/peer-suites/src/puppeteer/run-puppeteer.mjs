import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { settingsEnvironment } from "../settings.mjs";
import { listSpecs } from "./specs.mjs";

const RUN_SPEC = fileURLToPath(new URL("run-spec.mjs", import.meta.url));

/** One spec file takes seconds; one that hangs must not hold up the rest. */
const SPEC_TIMEOUT_MS = 10 * 60_000;

/** Runs each spec file in a process of its own. */
export async function runPuppeteer(settings) {
  const { checkout, specs, browser, browserArgs } = settings;
  const env = {
    ...settingsEnvironment(settings),
    // What its own set-up of the tests reads.
    BINARY: browser,
    EXTRA_LAUNCH_OPTIONS: JSON.stringify({ args: browserArgs }),
    HEADLESS: "true",
  };
  for (const spec of specs.length > 0 ? specs.map(withKind) : listSpecs(checkout)) {
    const child = spawn(process.execPath, [RUN_SPEC, spec], {
      cwd: checkout,
      env,
      stdio: "inherit",
      timeout: SPEC_TIMEOUT_MS,
    });
    const [code, signal] = await once(child, "close");
    if (signal) console.error(`${spec}: ended by ${signal}, code ${code}`);
  }
}

function withKind(spec) {
  return /\.(spec|test)$/.test(spec) ? spec : `${spec}.spec`;
}

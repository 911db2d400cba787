import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { requireFrom } from "../checkout.mjs";
import { settingsEnvironment } from "../settings.mjs";

const CONFIG = fileURLToPath(new URL("playwright.config.mjs", import.meta.url));

/** Runs the specs in one `playwright test`. */
export async function runPlaywright(settings) {
  const cli = requireFrom(settings.checkout).resolve("@playwright/test/cli");
  const files = settings.specs.map((spec) => `tests/${spec}`);
  const grep = settings.grep === undefined ? [] : ["--grep", settings.grep];
  const child = spawn(process.execPath, [cli, "test", "-c", CONFIG, ...grep, ...files], {
    cwd: settings.checkout,
    env: settingsEnvironment(settings),
    stdio: "inherit",
  });
  await once(child, "close");
}

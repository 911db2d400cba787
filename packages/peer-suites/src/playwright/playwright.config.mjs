import { join } from "node:path";
import { readSettings } from "../settings.mjs";
import { SPECS } from "./specs.mjs";

const settings = readSettings();
const { checkout, mode, browser, browserArgs, timeoutMs, artifacts } = settings;

// Every process that runs tests loads its configuration, and no other process does.
if (mode !== "baseline") {
  const { recordPlaywright } = await import("./record-playwright.mjs");
  recordPlaywright(settings);
}

// What its fixtures ask for.
process.env.PWTEST_UNDER_TEST = "1";

const project = (name) => ({
  name: `chromium-${name}`,
  testDir: join(checkout, "tests", name),
  testMatch: SPECS[name],
  testIgnore: [/webkit/, /firefox/],
  snapshotPathTemplate: "{testDir}/{testFileDir}/{testFileName}-snapshots/{arg}-chromium{ext}",
  use: {
    mode: "default",
    browserName: "chromium",
    headless: true,
    channel: "chromium",
    launchOptions: { executablePath: browser, args: browserArgs },
  },
  metadata: {
    platform: process.platform,
    headless: "headless",
    browserName: "chromium",
    channel: "chromium",
    mode: "default",
    video: false,
    trace: false,
  },
});

export default {
  testDir: join(checkout, "tests"),
  outputDir: artifacts,
  preserveOutput: "never",
  expect: { timeout: 10_000 },
  timeout: timeoutMs,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  updateSnapshots: "none",
  reporter: [["./result-reporter.mjs"]],
  projects: [project("page"), project("library")],
};

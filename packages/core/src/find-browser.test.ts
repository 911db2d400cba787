import { afterEach, expect, test, vi } from "vitest";
import { findBrowser } from "./find-browser.js";

const own = { name: "the browser of the package x", installCommand: "npx install-it" };

afterEach(() => vi.unstubAllEnvs());

test("CHROME_PATH comes first, then PUPPETEER_EXECUTABLE_PATH", async () => {
  vi.stubEnv("CHROME_PATH", "/no/such/chrome");
  vi.stubEnv("PUPPETEER_EXECUTABLE_PATH", process.execPath);
  expect(await findBrowser({ ...own, isInstalled: true })).toBe(process.execPath);
  vi.stubEnv("CHROME_PATH", "/bin/sh");
  expect(await findBrowser({ ...own, isInstalled: true })).toBe("/bin/sh");
});

test("the library's own browser comes before an installed one", async () => {
  vi.stubEnv("CHROME_PATH", "");
  vi.stubEnv("PUPPETEER_EXECUTABLE_PATH", "");
  expect(await findBrowser({ ...own, isInstalled: true })).toBeUndefined();
});

test("where there is none the error says what was looked for and how to install one", async () => {
  vi.stubEnv("CHROME_PATH", "/no/such/chrome");
  vi.stubEnv("PUPPETEER_EXECUTABLE_PATH", "");
  // Nothing on the path, no home with applications: as on a machine without a browser.
  vi.stubEnv("PATH", "/nonexistent");
  vi.stubEnv("HOME", "/nonexistent");
  await expect(findBrowser({ ...own, isInstalled: false })).rejects.toMatchObject({
    code: "BROWSER_NOT_FOUND",
    message: expect.stringMatching(
      /CHROME_PATH \(\/no\/such\/chrome: no such file\); PUPPETEER_EXECUTABLE_PATH \(not set\); the browser of the package x; .*npx install-it/,
    ),
  });
});

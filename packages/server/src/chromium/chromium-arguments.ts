/**
 * Beside what asks questions and makes requests, what Puppeteer switches off in browsers that it starts:
 * questions to a sandboxed frame that moves to a process of its own are never answered.
 *
 * @see https://github.com/puppeteer/puppeteer/issues/10715
 * @see https://crbug.com/1492053
 */
const DISABLED_FEATURES = [
  "AcceptCHFrame",
  "DialMediaRouteProvider",
  "HttpsUpgrades",
  "IsolateSandboxedIframes",
  "MediaRouter",
  "OptimizationHints",
  "ProcessPerSiteUpToMainFrameThreshold",
  "Translate",
];

const DISABLE_FEATURES = "--disable-features=";

/** As automation wants a browser: no questions, no traffic of its own, nothing slowed down. */
const AUTOMATION = [
  // Of a page that comes back whole, Playwright waits for a load that never comes.
  "--disable-back-forward-cache",
  "--disable-background-networking",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-breakpad",
  "--disable-client-side-phishing-detection",
  "--disable-component-extensions-with-background-pages",
  "--disable-component-update",
  "--disable-crash-reporter",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--disable-hang-monitor",
  "--disable-infobars",
  "--disable-ipc-flooding-protection",
  "--disable-popup-blocking",
  "--disable-prompt-on-repost",
  "--disable-renderer-backgrounding",
  "--disable-search-engine-choice-screen",
  "--disable-sync",
  "--enable-automation",
  "--export-tagged-pdf",
  "--force-color-profile=srgb",
  "--metrics-recording-only",
  "--no-default-browser-check",
  "--no-first-run",
  "--password-store=basic",
  "--use-mock-keychain",
];

/** @param profileDirectory - the browser's own */
export function chromiumArguments(
  profileDirectory: string,
  headless: boolean,
  own: string[],
): string[] {
  const features = own.filter((argument) => argument.startsWith(DISABLE_FEATURES));
  const disabled = [
    ...DISABLED_FEATURES,
    ...features.map((each) => each.slice(DISABLE_FEATURES.length)),
  ];
  return [
    ...AUTOMATION,
    // Chromium takes the last one only.
    DISABLE_FEATURES + disabled.join(","),
    ...(headless ? ["--headless=new", "--hide-scrollbars", "--mute-audio"] : []),
    // Without a port, nobody else on this machine reaches it, nor a page of another session.
    "--remote-debugging-pipe",
    `--user-data-dir=${profileDirectory}`,
    ...own.filter((argument) => !features.includes(argument)),
    "about:blank",
  ];
}

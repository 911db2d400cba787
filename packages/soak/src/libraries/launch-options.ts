/** Keep Chromium off the network: what it shows is served by this machine. */
const OFFLINE = [
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium refuses to start as root with its sandbox, which in a container is often the only user. */
const SANDBOX = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export const LAUNCH_OPTIONS = {
  args: [...OFFLINE, ...SANDBOX],
  // Playwright starts Chromium with it; most browsers run without.
  ignoreDefaultArgs: ["--disable-back-forward-cache"],
};

/** Pictures of canvases, too, and often: a canvas lives for a fraction of a second. */
export const RECORDING_OPTIONS = { canvas: { fps: 10 } };

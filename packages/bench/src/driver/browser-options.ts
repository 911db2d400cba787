/** Keep Chromium off the network: all that it shows is served by this machine. */
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

/** The same for every variant and both libraries. */
export const BROWSER_ARGS = [...OFFLINE, ...SANDBOX];

export const VIEWPORT = { width: 1280, height: 800 };

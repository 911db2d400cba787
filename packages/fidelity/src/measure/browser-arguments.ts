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

/** The same for the browser that is recorded and for the one that replays. */
export const BROWSER = {
  args: [...OFFLINE, ...SANDBOX],
  defaultViewport: { width: 1024, height: 768 },
};

/** Of what the window shows. */
export const SCREENSHOT = { format: "png", optimizeForSpeed: true } as const;

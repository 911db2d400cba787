/** Keep Chromium off the network: what the demo shows is served by this machine. */
export const OFFLINE = [
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Chromium refuses to start as root with its sandbox, which in a container is often the only user.
 * Without the sandbox a page that breaks out of its process has the rights of this one: right for
 * this machine's own pages, wrong for the open web.
 */
export const SANDBOX = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/**
 * Says how clients connect.
 *
 * @param url - of the server, as clients see it
 */
export function describeServer(url: string, needsToken: boolean): string[] {
  const endpoint = `${url.replace(/^http/, "ws")}/devtools/browser?recording=true`;
  const address = JSON.stringify(needsToken ? `${endpoint}&token=<token>` : endpoint);
  return [
    `Pagereel serves at ${url}`,
    `  Puppeteer:  puppeteer.connect({ browserWSEndpoint: ${address} })`,
    `  Playwright: chromium.connectOverCDP(${address})`,
  ];
}

/** Failures of listening, by Node's code. */
const LISTEN_PROBLEMS: Record<string, string> = {
  EADDRINUSE: "another program listens there. Choose another --port, or 0 for one that is free",
  EACCES: "this user may not. Choose a --port from 1024 on",
  EADDRNOTAVAIL: "this machine has no such address. Choose another --host",
  ENOTFOUND: "nobody knows the host. Choose another --host",
};

/** @returns the sentence for an error of listening, or undefined for any other one */
export function describeListenError({ code, syscall }: NodeJS.ErrnoException): string | undefined {
  const problem = LISTEN_PROBLEMS[code ?? ""];
  if (problem === undefined || (syscall !== "listen" && syscall !== "getaddrinfo")) return;
  return `The server cannot listen: ${problem}.`;
}

/** By these a process is told to end; Puppeteer and Playwright then close their browsers. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const listeners = new Set<() => void>();
let wasSignalled = false;

/**
 * Runs a function when the process exits, by one listener for all: Node warns of more than ten.
 * @returns a function that takes it back
 */
export function onProcessExit(listener: () => void): () => void {
  if (listeners.size === 0) watch();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) unwatch();
  };
}

/** True once the process was told to end. */
export function isProcessEnding(): boolean {
  return wasSignalled;
}

function watch(): void {
  process.on("exit", runAll);
  for (const signal of SIGNALS) {
    // The first listener of a signal takes away that it ends the process: that is not for us to do.
    if (process.listenerCount(signal) > 0) process.on(signal, noteSignal);
  }
}

function unwatch(): void {
  process.off("exit", runAll);
  for (const signal of SIGNALS) process.off(signal, noteSignal);
}

function noteSignal(): void {
  wasSignalled = true;
}

function runAll(): void {
  for (const listener of listeners) listener();
}

/** Exit codes of processes that a signal has ended, as shells have them. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 };

/**
 * Listens for the signals that end a process, from now on. The second one ends it at once.
 *
 * @returns resolves at the first one
 */
export function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isStopping = false;
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      if (isStopping) process.exit(exitCode);
      isStopping = true;
      resolve();
    });
  }
  return promise;
}

const listeners = new Set<() => void>();

/**
 * Runs a function when the process exits, by one listener for all: Node warns of more than ten.
 * @returns a function that takes it back
 */
export function onProcessExit(listener: () => void): () => void {
  if (listeners.size === 0) process.on("exit", runAll);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) process.off("exit", runAll);
  };
}

function runAll(): void {
  for (const listener of listeners) listener();
}

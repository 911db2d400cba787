import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // What is built runs as Node runs it: Vite would put a stub for the peer that is not installed.
    server: { deps: { external: [/\/packages\/[\w-]+\/dist\//] } },
    // Browsers are started one after the other: each one takes a core of its own.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Its own second is short for a browser on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});

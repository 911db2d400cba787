import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // What is built runs as Node runs it: Vite would put a stub for the peer that is not installed.
    server: { deps: { external: [/\/packages\/[\w-]+\/dist\//] } },
    // Browsers are started one after the other: each one takes a core of its own.
    fileParallelism: false,
    // What comes about when it does is waited for: a test fails by its own timeout, not by the load.
    expect: { poll: { timeout: 30_000 } },
    // For what hangs: longer than the libraries' own timeouts, which say more.
    hookTimeout: 300_000,
    testTimeout: 200_000,
  },
});

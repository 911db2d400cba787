import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 120_000,
    // What is built runs as Node runs it: Vite would put a stub for the peer that is not installed.
    server: { deps: { external: [/\/packages\/[\w-]+\/dist\//] } },
  },
});

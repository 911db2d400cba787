import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // What is built runs as Node runs it.
    server: { deps: { external: [/\/packages\/[\w-]+\/dist\//] } },
    // Browsers are started one after the other: each one takes a core of its own.
    fileParallelism: false,
    hookTimeout: 120_000,
    testTimeout: 120_000,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A browser starts in it.
    hookTimeout: 120_000,
    testTimeout: 120_000,
  },
});

import { defineConfig } from "vitest/config";
import { defineVersions } from "./build/versions.mjs";

export default defineConfig({
  define: defineVersions(),
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A browser on a busy machine takes its time; what hangs still fails.
    testTimeout: 30_000,
  },
});

import { defineConfig } from "vitest/config";
import { defineReplayPage } from "./build/replay-page.mjs";
import { defineVersions } from "./build/versions.mjs";

export default defineConfig(async () => ({
  define: { ...(await defineReplayPage()), ...defineVersions() },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A browser on a busy machine takes its time; what hangs still fails.
    testTimeout: 30_000,
  },
}));

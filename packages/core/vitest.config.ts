import { defineConfig } from "vitest/config";
import { defineReplayPage } from "./build/replay-page.mjs";

export default defineConfig(async () => ({
  define: await defineReplayPage(),
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A browser on a busy machine takes its time; what hangs still fails.
    testTimeout: 30_000,
  },
}));

import { defineConfig } from "vitest/config";

export default defineConfig({
  // Each test starts the built command once or more.
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts"], testTimeout: 30_000 },
});

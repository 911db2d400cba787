import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Its own second is short for a browser on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});

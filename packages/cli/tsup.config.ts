import { defineConfig } from "tsup";

// The shebang of main.ts is kept, and makes the file executable.
export default defineConfig({
  entry: ["src/main.ts"],
  format: ["esm"],
  target: "node22",
  clean: true,
});

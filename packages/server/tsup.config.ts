import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm"],
  dts: true,
  clean: true,
  target: "node22",
  // It is not published: its files become a part of this package.
  noExternal: ["@pagereel/viewer"],
});

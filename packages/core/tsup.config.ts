import { defineConfig } from "tsup";
import { defineVersions } from "./build/versions.mjs";

export default defineConfig({
  entry: ["src/index.ts", "src/adapter.ts", "src/s3.ts", "src/unstorage.ts"],
  format: ["esm", "cjs"],
  target: "node22",
  clean: true,
  // The viewer becomes a chunk of its own, which exportHtml imports when called.
  splitting: true,
  define: defineVersions(),
  // The private packages are not published: they become a part of this one, their types too.
  noExternal: [/^@pagereel\//],
  dts: {
    compilerOptions: {
      paths: {
        "@pagereel/protocol": ["../protocol/src/index.ts"],
        "@pagereel/recorder": ["../recorder/dist/recorder-source.d.ts"],
      },
    },
  },
});

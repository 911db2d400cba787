import { defineConfig } from "tsup";
import { defineReplayPage } from "./build/replay-page.mjs";
import { defineVersions } from "./build/versions.mjs";

export default defineConfig(async () => ({
  entry: ["src/index.ts", "src/adapter.ts", "src/s3.ts", "src/unstorage.ts"],
  format: ["esm", "cjs"],
  target: "node22",
  clean: true,
  // The replay page's assets become a chunk of their own, which exportHtml imports when called.
  splitting: true,
  define: { ...(await defineReplayPage()), ...defineVersions() },
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
}));

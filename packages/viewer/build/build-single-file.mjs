import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { COMMON, textOf } from "./vite-config.mjs";

/** @returns the parts of a page that is one file */
export async function buildSingleFile() {
  const { script, style } = await buildScript("src/app/embedded-main.tsx");
  const { script: loader } = await buildScript("src/single-file/loader.ts");
  return {
    packedScript: gzipSync(script, { level: 9 }).toString("base64"),
    scriptHash: `sha256-${createHash("sha256").update(script).digest("base64")}`,
    loader,
    style,
  };
}

/** One script without imports, and one style sheet. */
async function buildScript(entry) {
  const [{ output }] = await build({
    ...COMMON,
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      ...COMMON.build,
      cssCodeSplit: false,
      lib: { entry, formats: ["iife"], name: "pagereelViewer", fileName: "script" },
    },
  });
  const named = (extension) => output.find(({ fileName }) => fileName.endsWith(extension));
  const style = named(".css");
  return { script: textOf(named(".js")), style: style ? textOf(style) : "" };
}

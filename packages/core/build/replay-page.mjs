// Builds what the replay page runs: its script, with rrweb-player in it, and its style.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const page = fileURLToPath(new URL("../src/export-html/page", import.meta.url));

/** @returns constants for a bundler's `define`, to be read in src/export-html/page-assets.ts */
export async function defineReplayPage() {
  const { outputFiles } = await build({
    entryPoints: [join(page, "main.ts"), join(page, "page.css")],
    outdir: page,
    bundle: true,
    banner: { js: "/* rrweb-player, MIT License: https://github.com/rrweb-io/rrweb */" },
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    legalComments: "none",
  });
  const text = (extension) => outputFiles.find(({ path }) => path.endsWith(extension)).text;
  return {
    REPLAY_PAGE_SCRIPT: JSON.stringify(text(".js")),
    REPLAY_PAGE_STYLE: JSON.stringify(text(".css")),
  };
}

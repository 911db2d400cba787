// Builds the recorder: one function expression that takes a RecorderConfig, as a string.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { patchRrweb } from "./rrweb-patches.mjs";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const hooks = JSON.stringify(join(here, "src/rrweb-hooks.ts"));

const patchedRrweb = {
  name: "patched-rrweb",
  setup(bundler) {
    bundler.onLoad({ filter: /rrweb\/dist\/rrweb\.js$/ }, ({ path }) => ({
      contents: `import { hooks as pagereel } from ${hooks};\n${patchRrweb(readFileSync(path, "utf8"))}`,
      loader: "js",
    }));
  },
};

const result = await build({
  entryPoints: [join(here, "src/main.ts")],
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  globalName: "pagereelRecorder",
  target: "chrome120",
  charset: "ascii",
  legalComments: "none",
  plugins: [patchedRrweb],
});

// The names shadowed here are what rrweb uses of the global object; a page that replaces them, or
// fakes its clock, does so after this ran. The console is the page's: the recorder has none.
const shadows =
  "const setTimeout=window.setTimeout,clearTimeout=window.clearTimeout," +
  "requestAnimationFrame=window.requestAnimationFrame,cancelAnimationFrame=window.cancelAnimationFrame," +
  "Date=window.Date,Promise=window.Promise,Map=window.Map,Set=window.Set,WeakMap=window.WeakMap," +
  "WeakSet=window.WeakSet,Object=window.Object,Array=window.Array,Reflect=window.Reflect," +
  "JSON={stringify:window.JSON.stringify,parse:window.JSON.parse}," +
  "console={log(){},debug(){},warn(){},error(){}};";
const source = `(function(config){${shadows}${result.outputFiles[0].text}return pagereelRecorder.start(config)})`;

mkdirSync(join(here, "dist"), { recursive: true });
writeFileSync(join(here, "dist/recorder.iife.js"), source);
writeFileSync(
  join(here, "dist/recorder-source.js"),
  `export const recorderSource = ${JSON.stringify(source)};\n`,
);
writeFileSync(
  join(here, "dist/recorder-source.d.ts"),
  [
    "/** A function expression: call it with a RecorderConfig in a document that has just begun. */",
    "export declare const recorderSource: string;",
    `export type { RecorderConfig } from "../src/config.js";`,
    "",
  ].join("\n"),
);

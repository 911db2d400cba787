// Builds the recorder: one function expression that takes a RecorderConfig, as a string.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(dirname(fileURLToPath(import.meta.url)));

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
});

// The globals that the modules name when they run later are taken now: a page may replace its own.
const globals = ["Object", "Reflect", "Error", "Date", "Math"].join();
const source =
  `(function(config){"use strict";const {${globals}}=window;` +
  `${result.outputFiles[0].text}return pagereelRecorder.start(config)})`;

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

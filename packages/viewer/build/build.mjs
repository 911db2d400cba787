// Builds the viewer twice: dist/files.js for a server, dist/single-file.js for a page that is one file.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildApp } from "./build-app.mjs";
import { buildSingleFile } from "./build-single-file.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

const files = await buildApp();
const singleFile = await buildSingleFile();
await rm(dist, { recursive: true, force: true });
await mkdir(dist);

await write("files", { files }, [
  "/** A file as it is served. */",
  "export interface ServedFile {",
  "  /** For the header Content-Type. */",
  "  type: string;",
  "  body: string;",
  "  /** Its name changes when its content does. */",
  "  immutable: boolean;",
  "}",
  "",
  "/** By path: `index.html`, and what it asks for, in `assets/`. */",
  "export declare const files: Record<string, ServedFile>;",
]);

await write("single-file", singleFile, [
  "/** The viewer's script, for one file: base64 of its gzip. It is an IIFE. */",
  "export declare const packedScript: string;",
  "/** Of the script, as a content security policy has it: `sha256-...`. */",
  "export declare const scriptHash: string;",
  "/** A script that unpacks and starts that one. */",
  "export declare const loader: string;",
  "/** The viewer's style sheet. */",
  "export declare const style: string;",
]);

async function write(name, values, types) {
  const lines = Object.entries(values).map(
    ([key, value]) => `export const ${key} = ${JSON.stringify(value)};`,
  );
  await writeFile(`${dist}/${name}.js`, `${lines.join("\n")}\n`);
  await writeFile(`${dist}/${name}.d.ts`, `${types.join("\n")}\n`);
}

import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const core = fileURLToPath(new URL("..", import.meta.url));
const recording = '{ sessionId: "S", duration: 0, events: {} }';
const print = `exportHtml(${recording}).then((html) => console.log(html))`;

/** How the viewer's script begins, packed, and nothing else. */
const PACKED_SCRIPT = "H4sI";

/** Runs a program that sees the built package by its name, as one that installed it does. */
async function run(program: string, type: "module" | "commonjs"): Promise<string> {
  const args = [`--input-type=${type}`, "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: core });
  return stdout;
}

test.each([
  ["module", `import { exportHtml } from "@pagereel/core"; ${print}`],
  ["commonjs", `const { exportHtml } = require("@pagereel/core"); ${print}`],
] as const)("the built package exports a page with the viewer in it: %s", async (type, program) => {
  const html = await run(program, type);
  expect(html).toContain(`id="viewer-script">${PACKED_SCRIPT}`);
});

test("the viewer is in a file that only exportHtml loads", async () => {
  const files = (await readdir(`${core}/dist`)).filter((name) => /[.]c?js$/.test(name));
  const withViewer: string[] = [];
  for (const name of files) {
    if ((await readFile(`${core}/dist/${name}`, "utf8")).includes(PACKED_SCRIPT))
      withViewer.push(name);
  }
  const extensions = withViewer.map((name) => name.replace(/^page-assets-.*[.]/, ".")).sort();
  expect(extensions).toEqual([".cjs", ".js"]);
});

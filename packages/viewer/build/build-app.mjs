import { extname } from "node:path";
import { build } from "vite";
import { COMMON, textOf } from "./vite-config.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

const STYLE_LINK = /<link rel="stylesheet"[^>]*>/g;

/** @returns the files of the server's pages, by path; all of them are text */
export async function buildApp() {
  const { output } = await build({
    ...COMMON,
    // The pages may be below any path of a proxy's.
    base: "./",
    build: { ...COMMON.build, cssCodeSplit: false, modulePreload: { polyfill: false } },
  });
  const isStyle = ({ fileName }) => extname(fileName) === ".css";
  const style = output.filter(isStyle).map(textOf).join("");
  const parts = output.filter((part) => !isStyle(part));
  const files = Object.fromEntries(parts.map((part) => [part.fileName, toFile(part)]));
  files["index.html"].body = putStyle(files["index.html"].body, style);
  return files;
}

/**
 * The style is in the page: a policy that lets the page load a sheet of its server would have a replay
 * load whatever a recorded page names there.
 */
function putStyle(html, style) {
  if (/<\/style/i.test(style)) throw new Error("The style sheet would end its element.");
  return html.replace(STYLE_LINK, "").replace("</head>", () => `<style>${style}</style></head>`);
}

function toFile(part) {
  const type = TYPES[extname(part.fileName)];
  if (!type) throw new Error(`Say in build-app.mjs of what type ${part.fileName} is.`);
  return { type, body: textOf(part), immutable: part.fileName.startsWith("assets/") };
}

import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";

/** Bundles a file of this folder for a page. @returns its script and its styles */
export async function bundle(name: string): Promise<{ script: string; style: string }> {
  const entry = fileURLToPath(new URL(name, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry, formats: ["iife"], name: "page" }, minify: false },
  });
  const [{ output }] = built as [Rolldown.RolldownOutput];
  const style = output.find(({ fileName }) => fileName.endsWith(".css"));
  const styleText = style?.type === "asset" ? String(style.source) : "";
  return { script: output[0].code, style: styleText };
}

import path from "node:path";
import { build } from "esbuild";

/**
 * Bundles a file of this directory, to be run by Node in a process of its own.
 *
 * @param name - without its ending
 * @returns the path of the script
 */
export async function buildScript(name: string, directory: string): Promise<string> {
  const outfile = path.join(directory, `${name}.mjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
  });
  return outfile;
}

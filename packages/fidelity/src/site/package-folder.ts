import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OWN_PACKAGES = fileURLToPath(new URL("../../node_modules/", import.meta.url));

const found = new Map<string, string>();

/** The folder of a package that this one depends on, or that one of those depends on. */
export function packageFolder(name: string): string {
  const known = found.get(name);
  if (known !== undefined) return known;
  const folder = [join(OWN_PACKAGES, name), ...besideDependencies(name)].find(existsSync);
  if (folder === undefined) throw new Error(`The package ${name} is not installed.`);
  found.set(name, folder);
  return folder;
}

/** pnpm puts what a package depends on beside the place to which its link leads. */
function besideDependencies(name: string): string[] {
  return readdirSync(OWN_PACKAGES)
    .filter((entry) => !/^[.@]/.test(entry))
    .map((entry) => join(dirname(realpathSync(join(OWN_PACKAGES, entry))), name));
}

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * AdminLTE's pages load libraries from plugins/, where its own installation would copy them; its
 * list says from where.
 *
 * @param path - inside the package
 */
export function adminLtePlugin(path: string): string | undefined {
  const list: { from: string; to: string }[] = require("admin-lte/build/npm/Plugins.js");
  const fromAdminLte = createRequire(require.resolve("admin-lte/package.json"));
  for (const { from, to } of list) {
    if (!path.startsWith(`${to}/`)) continue;
    const inPackages = join(from.replace("node_modules/", ""), path.slice(to.length));
    const folders = fromAdminLte.resolve.paths(inPackages) ?? [];
    const file = folders.map((folder) => join(folder, inPackages)).find(existsSync);
    if (file !== undefined) return file;
  }
  return undefined;
}

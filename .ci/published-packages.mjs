import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "./process.mjs";

/** The packages that are published, each with a check of the tarball that would be. */
export function publishedPackages() {
  return readdirSync(join(ROOT, "packages"))
    .map((name) => join(ROOT, "packages", name))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => ({ name: manifest.name, check: () => check(folder, manifest) }));
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

async function check(folder, manifest) {
  const destination = mkdtempSync(join(tmpdir(), "pagereel-pack-"));
  try {
    const packed = await run("pnpm", ["pack", "--pack-destination", destination], { cwd: folder });
    const [tarball] = readdirSync(destination);
    if (packed !== 0 || !tarball) return { passed: 0, failed: 1 };
    const file = join(destination, tarball);
    const codes = [await run("publint", ["run", file, "--strict"])];
    // Types are of a package that is imported.
    if (manifest.exports) {
      const profile = profileOf(manifest);
      codes.push(
        await run("attw", [file, "--profile", profile, "--no-color", "--no-definitely-typed"]),
      );
    }
    const failed = codes.filter((code) => code !== 0).length;
    return { passed: codes.length - failed, failed };
  } finally {
    rmSync(destination, { recursive: true, force: true });
  }
}

/** Both leave out what Node stopped using at 12. */
function profileOf({ exports }) {
  return exports["."].require ? "node16" : "esm-only";
}

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";

interface Compose {
  services: Record<string, { build?: string; image?: string; environment?: object }>;
  volumes: Record<string, unknown>;
}

/** Asserts that the files for the container are whole, and speak of the same things. */
export function checkFiles(directory: string): void {
  const read = (file: string) => readFileSync(join(directory, file), "utf8");
  const { services, volumes } = parse(read("compose.yaml")) as Compose;
  assert.deepEqual(Object.keys(services), ["pagereel", "storage"]);
  assert.deepEqual(Object.keys(volumes), ["recordings"]);
  assert.ok(existsSync(join(directory, services.pagereel?.build ?? "none", "Dockerfile")));
  checkInstructions(directory, read("Dockerfile"), read(".dockerignore").split("\n"));
  checkVersion(JSON.parse(read("image/package.json")));
}

function checkInstructions(directory: string, dockerfile: string, notIgnored: string[]): void {
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, files = ""]) =>
    files.split(" "),
  );
  assert.ok(copied.includes("pagereel.json"), "The image gets no config.");
  for (const file of copied) {
    assert.ok(
      existsSync(join(directory, file)),
      `The Dockerfile copies ${file}, which is missing.`,
    );
    assert.ok(notIgnored.includes(`!${file}`), `.dockerignore keeps ${file} out of the image.`);
  }
  const { port } = JSON.parse(readFileSync(join(directory, "pagereel.json"), "utf8"));
  assert.match(dockerfile, new RegExp(`^EXPOSE ${port}$`, "m"));
}

/** What the image installs is what this example runs. */
function checkVersion({ dependencies }: { dependencies: Record<string, string> }): void {
  const manifest = createRequire(import.meta.url).resolve("pagereel/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  assert.equal(dependencies.pagereel, `^${version}`);
}

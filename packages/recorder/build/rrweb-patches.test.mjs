import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { patchRrweb } from "./rrweb-patches.mjs";

const source = readFileSync(fileURLToPath(import.meta.resolve("rrweb")), "utf8");

test("an rrweb that changed where a patch goes fails the build, and says which", () => {
  expect(() => patchRrweb(source)).not.toThrow();
  expect(() => patchRrweb(source.replaceAll("return _id++;", "return ++_id;"))).toThrow(
    /found 0 places instead of 1: ids of the documents/,
  );
});

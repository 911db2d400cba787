import { readFileSync } from "node:fs";
import type { ObjectEntries } from "valibot";
import { expect, test } from "vitest";
import { optionsFromEnvironment } from "./environment.js";
import { resolveServerOptions } from "./resolve-server-options.js";
import { serverOptions } from "./server-options-schema.js";

const DOCUMENT = new URL("../../../../docs/reference/server-options.md", import.meta.url);

/** The rows of the table of options. */
const rows = readFileSync(DOCUMENT, "utf8")
  .split("\n")
  .filter((line) => line.includes("`PAGEREEL_") && line.startsWith("|"))
  .map((line) => {
    const [option = "", variable = "", , fallback = ""] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    return {
      option: option.replaceAll("`", ""),
      variable: variable.replaceAll("`", ""),
      fallback: /^`(.*)`$/.exec(fallback)?.[1],
    };
  });

/** `limits.maxBrowsers` and so on, of what the schema has. */
function optionNames(entries: ObjectEntries): string[] {
  return Object.entries(entries).flatMap(([name, schema]) => {
    const inner = (schema as { wrapped?: { entries?: ObjectEntries } }).wrapped?.entries;
    return inner ? optionNames(inner).map((below) => `${name}.${below}`) : [name];
  });
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce((inner, key) => (inner as Record<string, unknown>)?.[key], value);
}

test("every option is documented", () => {
  const documented = rows.map(({ option }) => option).filter((name) => !name.startsWith("store."));
  expect(documented.toSorted()).toEqual(optionNames(serverOptions.entries).toSorted());
});

test.each(rows)("$variable sets $option", ({ option, variable }) => {
  const values = ["1", "true", "{}", "text"];
  const isSet = values.some((value) => {
    try {
      return at(optionsFromEnvironment({ [variable]: value }), option) !== undefined;
    } catch {
      // It is of another type.
      return false;
    }
  });
  expect(isSet).toBe(true);
});

/** Those that are the value itself, of options that the server resolves. */
const defaults = rows.filter(
  ({ option, fallback = "" }) => /^[\w.{}]+$/.test(fallback) && !/^store|PerToken$/.test(option),
);

test.each(defaults)("the default of $option is $fallback", ({ option, fallback }) => {
  const value = at(resolveServerOptions(), option);
  expect(typeof value === "string" ? value : JSON.stringify(value)).toBe(fallback);
});

test("there are defaults to look at", () => {
  expect(defaults.length).toBeGreaterThan(8);
});

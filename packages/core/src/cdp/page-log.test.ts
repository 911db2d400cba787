import { beforeEach, expect, test } from "vitest";
import type { ConsoleLevel } from "../options.js";
import { PageLog } from "./page-log.js";

let written: { timestamp: number; data: { tag?: string; payload: Record<string, unknown> } }[];
beforeEach(() => {
  written = [];
});

function create(level: ConsoleLevel): PageLog {
  return new PageLog(level, "_own", ({ text }) => written.push(JSON.parse(text)));
}

function start(level: ConsoleLevel): PageLog {
  const log = create(level);
  log.start();
  return log;
}

const said = (type: string, timestamp: number, value = "text") => ({
  method: "Runtime.consoleAPICalled",
  params: { type, timestamp, args: [{ type: "string", value }] },
});
const thrown = (timestamp: number, exception: object) => ({
  method: "Runtime.exceptionThrown",
  params: {
    timestamp,
    exceptionDetails: { text: "Uncaught", lineNumber: 0, columnNumber: 0, exception },
  },
});

test.each<[ConsoleLevel, string[]]>([
  ["all", ["log", "warn", "error", "assert", "group", "table"]],
  ["errors", ["warn", "error", "assert"]],
  ["none", []],
])("of the console %s", (level, expected) => {
  const log = start(level);
  const types = ["log", "warning", "error", "assert", "startGroup", "table"];
  for (const [i, type] of types.entries()) log.onEvent(said(type, i + 1));
  expect(written.map(({ data }) => data.payload.level)).toEqual(expected);
});

test("what was said before, or is told again, is left out", () => {
  const log = create("all");
  log.onEvent(said("error", 1));
  log.start();
  for (const time of [1, 2.5, 3, 1, 2.5, 3, 4]) log.onEvent(said("error", time));
  expect(written.map(({ timestamp }) => timestamp)).toEqual([2, 3, 4]);
});

test("an error is told by its message, anything else that was thrown as such", () => {
  const log = start("errors");
  const description = "TypeError: no card\n    at pay (a.js:1:2)";
  log.onEvent(thrown(1, { type: "object", subtype: "error", description }));
  log.onEvent(thrown(2, { type: "string", value: "no card" }));
  log.onEvent(thrown(3, { type: "undefined" }));
  expect(written.map(({ data }) => data.payload.message)).toEqual([
    "TypeError: no card",
    "Uncaught no card",
    "Uncaught undefined",
  ]);
});

test("a text without end is cut", () => {
  start("all").onEvent(said("log", 1, "x".repeat(1_000_000)));
  expect(JSON.stringify(written).length).toBeLessThan(11_000);
});

test("an error of the recorder's own script is left out", () => {
  const log = start("errors");
  const description = "SyntaxError: Identifier '_own' has already been declared";
  log.onEvent(thrown(1, { type: "object", subtype: "error", description }));
  expect(written).toEqual([]);
});

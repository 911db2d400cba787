import { CommanderError } from "commander";
import { afterEach, expect, test, vi } from "vitest";
import { VARIANT_NAMES } from "../plan/variants.ts";
import { WORKLOAD_NAMES } from "../workloads/index.ts";
import { parseCommandLine } from "./parse-command-line.ts";

afterEach(() => vi.restoreAllMocks());

test("everything, in full, unless told otherwise", () => {
  expect(parseCommandLine([])).toEqual({
    workloads: WORKLOAD_NAMES,
    variants: VARIANT_NAMES,
    rounds: 5,
    library: "playwright",
    speedometer: undefined,
    settings: { size: "full", memorySeconds: 600, suites: [], iterations: 1 },
    isComplete: true,
    report: undefined,
  });
});

test("quick is one small round, and not for the page", () => {
  const { rounds, settings, isComplete } = parseCommandLine(["--quick"]);
  expect({ rounds, isComplete }).toEqual({ rounds: 1, isComplete: false });
  expect(settings).toMatchObject({ size: "quick", memorySeconds: 2 });
});

test("workloads by a part of their names, variants by name, both in the report's order", () => {
  const options = parseCommandLine([
    ...["--only", "storm", "--only", "script"],
    ...["--variant", "rrweb", "none"],
  ]);
  expect(options.workloads).toEqual(["script", "storm-paced", "storm-flat-out"]);
  expect(options.variants).toEqual(["none", "rrweb"]);
  expect(options.isComplete).toBe(false);
});

test("Speedometer and memory have their settings", () => {
  const { speedometer, settings } = parseCommandLine([
    ...["--speedometer", "../speedometer", "--suites", "A", "B", "--iterations", "3"],
    ...["--minutes", "0.5"],
  ]);
  expect(speedometer).toBe("../speedometer");
  expect(settings).toMatchObject({ suites: ["A", "B"], iterations: 3, memorySeconds: 30 });
});

test.each([
  { args: ["--only", "nothing"], says: /No workload has "nothing" in its name.*load-10k/ },
  { args: ["--only", "speedometer"], says: /wants a checkout/ },
  { args: ["--variant", "video"], says: /Allowed choices are none, none-again, pagereel/ },
  { args: ["--rounds", "0"], says: /whole number from 1/ },
  { args: ["--minutes", "-1"], says: /number of minutes/ },
  { args: ["--quick", "--minutes", "3"], says: /cannot be used with option/ },
  { args: ["--adapter", "selenium"], says: /Allowed choices are playwright, puppeteer/ },
  { args: ["--qick"], says: /unknown option '--qick'/ },
  { args: ["storm"], says: /too many arguments/ },
])("$args is refused with what is wrong", ({ args, says }) => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const error = errorOf(() => parseCommandLine(args));
  expect(error).toBeInstanceOf(CommanderError);
  expect((error as CommanderError).message).toMatch(says);
});

function errorOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

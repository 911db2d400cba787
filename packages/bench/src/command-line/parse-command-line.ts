import { Command, InvalidArgumentError, Option } from "commander";
import type { LibraryName } from "../plan/cell.ts";
import { VARIANT_NAMES, type VariantName } from "../plan/variants.ts";
import { SPEEDOMETER, WORKLOAD_NAMES } from "../workloads/index.ts";
import type { WorkloadSettings } from "../workloads/workload.ts";

const FULL_ROUNDS = 5;
const FULL_MEMORY_MINUTES = 10;
const QUICK_MEMORY_SECONDS = 2;

/** One of Speedometer's plain ones. */
const QUICK_SUITES = ["TodoMVC-JavaScript-ES5"];

/** What to measure. */
export interface BenchOptions {
  /** Names, in the order of the report. */
  workloads: string[];
  variants: VariantName[];
  rounds: number;
  library: LibraryName;
  /** A folder; undefined without one. */
  speedometer: string | undefined;
  settings: WorkloadSettings;
  /** True where it is all that there is, at full size: what the page in docs/ wants. */
  isComplete: boolean;
  /** Files of earlier runs: nothing is measured, the page is written from them. */
  report: string[] | undefined;
}

interface Given {
  only?: string[];
  variant?: VariantName[];
  rounds?: number;
  quick?: true;
  adapter: LibraryName;
  speedometer?: string;
  suites?: string[];
  iterations: number;
  minutes?: number;
  report?: string[];
}

/**
 * @param args - without the program's name
 * @throws CommanderError with the message that the user should see, and an exit code
 */
export function parseCommandLine(args: string[]): BenchOptions {
  const command = createCommand().parse(args, { from: "user" });
  const given = command.opts<Given>();
  const workloads = chooseWorkloads(command, given);
  const variants = VARIANT_NAMES.filter((name) => given.variant?.includes(name) ?? true);
  const size = given.quick ? "quick" : "full";
  return {
    workloads,
    variants,
    rounds: given.rounds ?? (given.quick ? 1 : FULL_ROUNDS),
    library: given.adapter,
    speedometer: given.speedometer,
    settings: {
      size,
      memorySeconds: given.quick
        ? QUICK_MEMORY_SECONDS
        : (given.minutes ?? FULL_MEMORY_MINUTES) * 60,
      suites: given.suites ?? (given.quick ? QUICK_SUITES : []),
      iterations: given.iterations,
    },
    isComplete: !given.quick && !given.only && !given.variant,
    report: given.report,
  };
}

function createCommand(): Command {
  return new Command("bench")
    .description("measure what recording costs, beside none and beside other ways to record")
    .option("--only <name...>", "workloads with that in their names")
    .addOption(
      new Option(
        "--variant <name...>",
        "ways to record, or to connect; without none, or direct, there are no ratios",
      ).choices(VARIANT_NAMES),
    )
    .option("--rounds <n>", `rounds (default: ${FULL_ROUNDS}, with --quick 1)`, parseCount)
    .addOption(
      new Option(
        "--quick",
        "small workloads, to see whether all works; the figures mean nothing",
      ).conflicts("minutes"),
    )
    .addOption(
      new Option("--adapter <library>", "the library that drives the browser")
        .choices(["playwright", "puppeteer"])
        .default("playwright"),
    )
    .option("--speedometer <folder>", "a checkout of Speedometer 3")
    .option("--suites <name...>", "Speedometer's suites (default: its own choice)")
    .option("--iterations <n>", "times that Speedometer runs each suite", parseCount, 1)
    .option("--minutes <n>", `length of memory (default: ${FULL_MEMORY_MINUTES})`, parseMinutes)
    .option("--report <file...>", "measure nothing, write the page from files of earlier runs")
    .allowExcessArguments(false)
    .exitOverride();
}

function chooseWorkloads(command: Command, { only, speedometer, report }: Given): string[] {
  const unknown = only?.find((part) => !WORKLOAD_NAMES.some((name) => name.includes(part)));
  if (unknown !== undefined) {
    command.error(
      `error: No workload has "${unknown}" in its name. There are: ${WORKLOAD_NAMES.join(", ")}.`,
    );
  }
  const chosen = WORKLOAD_NAMES.filter((name) => only?.some((part) => name.includes(part)) ?? true);
  const needsSpeedometer = chosen.length === 1 && chosen[0] === SPEEDOMETER;
  if (needsSpeedometer && speedometer === undefined && report === undefined) {
    command.error(`error: ${SPEEDOMETER} wants a checkout of it: --speedometer <folder>.`);
  }
  return chosen;
}

function parseCount(value: string): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It has to be a whole number from 1 to 9999.");
}

function parseMinutes(value: string): number {
  if (/^\d{1,3}(\.\d+)?$/.test(value) && Number(value) > 0) return Number(value);
  throw new InvalidArgumentError("It has to be a number of minutes above 0 and below 1000.");
}

import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Result, Run, RunInfo } from "./run.ts";

/** The newest format that is written and read. */
const VERSION = 1;

/**
 * What a run measures, written as it comes, so that one that is ended before its time was not for
 * nothing: a line of JSON for the run, then one for each cell.
 */
export class RunFile {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(path: string, info: RunInfo): Promise<RunFile> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${JSON.stringify({ version: VERSION, ...info })}\n`);
    return new RunFile(path);
  }

  async add(result: Result): Promise<void> {
    await appendFile(this.path, `${JSON.stringify(result)}\n`);
  }
}

/** @throws Error for what is no such file */
export async function readRunFile(path: string): Promise<Run> {
  const [first = "", ...lines] = (await readFile(path, "utf8")).trimEnd().split("\n");
  const { version, ...info } = parseLine(first, path);
  if (version !== VERSION) {
    throw new Error(
      `${path} is no file of a run in format ${VERSION}, which \`pnpm bench\` writes.`,
    );
  }
  return {
    info: info as unknown as RunInfo,
    results: lines.map((line) => parseLine(line, path) as unknown as Result),
  };
}

function parseLine(line: string, path: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${path} has a line that is no JSON: ${(cause as Error).message}.`, { cause });
  }
}

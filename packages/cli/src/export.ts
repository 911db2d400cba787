import { fetchRecording } from "@pagereel/core";
import { type Command, Option } from "commander";
import { recordingJson } from "./recording-json.js";
import { replayPage } from "./replay-page.js";
import { addSourceOptions, type SourceOptions, toFetchOptions } from "./source-options.js";
import { writeOutput } from "./write-output.js";

interface ExportOptions extends SourceOptions {
  output?: string;
  format: "html" | "rrweb" | "json";
}

/** `pagereel export`: a recording as a file. */
export function addExport(program: Command): void {
  const command = program
    .command("export")
    .description("write a session to a file: a replay page, or its events")
    .argument("<sessionId>")
    .option("-o, --output <file>", "what to write (default: <sessionId>.html or .json)")
    .addOption(
      new Option("--format <format>", "html plays by itself; rrweb, or json, is its events")
        .choices(["html", "rrweb", "json"])
        .default("html"),
    );
  addSourceOptions(command).action(exportSession);
}

async function exportSession(sessionId: string, options: ExportOptions): Promise<void> {
  const isPage = options.format === "html";
  const content = isPage
    ? [await replayPage(sessionId, options)]
    : await events(sessionId, options);
  // Not the id in the recording: that may be a server's, and lead anywhere.
  const file = options.output ?? `${sessionId}.${isPage ? "html" : "json"}`;
  await writeOutput(file, content);
  console.log(file);
}

async function events(sessionId: string, options: SourceOptions): Promise<Iterable<string>> {
  return recordingJson(await fetchRecording(sessionId, toFetchOptions(options)));
}

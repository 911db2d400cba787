import { exportHtml, fetchRecording, type Recording } from "@pagereel/core";
import { type Command, Option } from "commander";
import { recordingJson } from "./recording-json.js";
import { addSourceOptions, type SourceOptions, toFetchOptions } from "./source-options.js";
import { writeOutput } from "./write-output.js";

interface ExportOptions extends SourceOptions {
  output?: string;
  format: "html" | "json";
}

/** `pagereel export`: a recording as a file. */
export function addExport(program: Command): void {
  const command = program
    .command("export")
    .description("write a session to a file: a replay page, or its events")
    .argument("<sessionId>")
    .option("-o, --output <file>", "what to write (default: <sessionId>.<format>)")
    .addOption(
      new Option("--format <format>", "html plays by itself, json is what fetchRecording returns")
        .choices(["html", "json"])
        .default("html"),
    );
  addSourceOptions(command).action(exportSession);
}

async function exportSession(sessionId: string, options: ExportOptions): Promise<void> {
  const recording = await fetchRecording(sessionId, toFetchOptions(options));
  // Not the id in the recording: that may be a server's, and lead anywhere.
  const file = options.output ?? `${sessionId}.${options.format}`;
  await writeOutput(file, await contentOf(recording, options.format));
  console.log(file);
}

async function contentOf(
  recording: Recording,
  format: ExportOptions["format"],
): Promise<Iterable<string>> {
  return format === "json" ? recordingJson(recording) : [await exportHtml(recording)];
}

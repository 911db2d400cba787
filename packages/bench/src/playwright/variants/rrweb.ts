import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EMIT, rrwebScript } from "../../driver/rrweb-script.ts";
import { launchContext } from "./open-context.ts";
import type { LaunchRecorded } from "./recorded-context.ts";

export const launchRrweb: LaunchRecorded = async (options) => {
  const context = await launchContext(options);
  const events: unknown[] = [];
  await context.exposeBinding(EMIT, (_source, event) => void events.push(event));
  await context.addInitScript(rrwebScript());
  return {
    context,
    stopRecording: () => writeFile(join(options.folder, "events.json"), JSON.stringify(events)),
  };
};

import { join } from "node:path";
import { launchContext } from "./open-context.ts";
import type { LaunchRecorded } from "./recorded-context.ts";

export const launchTracing: LaunchRecorded = async (options) => {
  const context = await launchContext(options);
  await context.tracing.start({ screenshots: true, snapshots: true });
  return {
    context,
    stopRecording: () => context.tracing.stop({ path: join(options.folder, "trace.zip") }),
  };
};

import { launchContext } from "./open-context.ts";
import type { LaunchRecorded } from "./recorded-context.ts";

export const launchNone: LaunchRecorded = async (options) => ({
  context: await launchContext(options),
});

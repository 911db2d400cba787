import { appendFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the browsers of a run are launched with.
 *
 * @param fileStore - that of the adapter
 */
export function recordingOption({ mode, artifacts }, fileStore) {
  if (mode !== "recorded") return false;
  return {
    sink: fileStore(join(artifacts, "recordings")),
    onError: (error) => appendFileSync(join(artifacts, "recording-errors.log"), `${error.stack}\n`),
  };
}

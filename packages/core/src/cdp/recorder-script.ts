import { randomBytes } from "node:crypto";
import { type RecorderConfig, recorderSource } from "@pagereel/recorder";
import type { ResolvedOptions } from "../options.js";

/** The script that a session puts into every document, and the names that it uses there. */
export interface RecorderScript {
  source: string;
  binding: string;
  /**
   * Where Node finds the recorder's controls: a lexical name of the global scope, which no script
   * can list and none can guess.
   */
  controls: string;
}

export function createRecorderScript(options: ResolvedOptions): RecorderScript {
  const binding = randomName();
  const controls = randomName();
  const config: RecorderConfig = {
    binding,
    token: randomName(),
    maskAllInputs: options.maskAllInputs,
    maskContentEditable: options.maskContentEditable,
    maskFn: options.maskFn,
    secrets: options.secrets,
    ...(options.maskTextSelector && { maskTextSelector: options.maskTextSelector }),
    ...(options.blockSelector && { blockSelector: options.blockSelector }),
    ...(options.unmaskSelector && { unmaskSelector: options.unmaskSelector }),
    sampling: options.sampling,
    ...(options.canvas && { canvas: options.canvas }),
  };
  return {
    source: `const ${controls} = ${recorderSource}(${JSON.stringify(config)});`,
    binding,
    controls,
  };
}

function randomName(): string {
  return `_${randomBytes(16).toString("hex")}`;
}

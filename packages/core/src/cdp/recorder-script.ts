import { randomBytes } from "node:crypto";
import { type RecorderConfig, recorderSource } from "@pagereel/recorder";
import type { ResolvedOptions } from "../options.js";

/** The script that a session puts into every document, and the names that it uses there. */
export interface RecorderScript {
  source: string;
  binding: string;
  /** The same for frames whose own world runs no scripts: it runs in a world of that name. */
  isolated: { source: string; binding: string; world: string };
  /**
   * Where Node finds the recorder's controls: a lexical name of the global scope, which no script
   * can list and none can guess.
   */
  controls: string;
}

/**
 * What a document tells, by the binding, in which listeners are not called: a sandboxed frame, a page
 * whose scripts are turned off, or one that is only paused, as a popup is while it is attached to.
 */
export const CALLS_NO_LISTENERS = "!";

/** Is true where listeners are called. */
export const CALLS_LISTENERS = `(() => {
  let called = false;
  const target = new EventTarget();
  target.addEventListener("a", () => { called = true; });
  target.dispatchEvent(new Event("a"));
  return called;
})()`;

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
  const isolatedBinding = randomName();
  return {
    source: `const ${controls} = ${START}(${recorderSource}, ${JSON.stringify(config)});`,
    binding,
    isolated: {
      source: `const ${controls} = ${recorderSource}(${JSON.stringify({ ...config, binding: isolatedBinding })});`,
      binding: isolatedBinding,
      world: randomName(),
    },
    controls,
  };
}

/** Starts the recorder, and says where it may not be called back. */
const START = `((start, config) => {
  if (!${CALLS_LISTENERS}) globalThis[config.binding]?.("${CALLS_NO_LISTENERS}");
  return start(config);
})`;

function randomName(): string {
  return `_${randomBytes(16).toString("hex")}`;
}

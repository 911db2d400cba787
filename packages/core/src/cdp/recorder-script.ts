import { randomBytes } from "node:crypto";
import { type RecorderConfig, recorderSource } from "@pagereel/recorder";
import type { ResolvedOptions } from "../options.js";

/** ms after which a recorder looks what it has cost: much at once, as at a load, is none too much. */
const BUDGET_LOOK_MS = 2000;

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
 * What a document tells, by the binding, that runs no scripts but those of the protocol: a sandboxed
 * frame, or a page whose scripts are turned off. No recorder works there, as nothing calls it back.
 */
export const RUNS_NO_SCRIPTS = "!";

/**
 * @param url - the script's address, by which a library's coverage knows what is not the page's
 */
export function createRecorderScript(options: ResolvedOptions, url?: string): RecorderScript {
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
    ...(options.budget && { budget: { ...options.budget, lookMs: BUDGET_LOOK_MS } }),
  };
  const isolatedBinding = randomName();
  const comment = url === undefined ? "" : `\n//# sourceURL=${url}`;
  return {
    source: `const ${controls} = ${START}(${recorderSource}, ${JSON.stringify(config)});${comment}`,
    binding,
    isolated: {
      source: `const ${controls} = ${recorderSource}(${JSON.stringify({ ...config, binding: isolatedBinding })});`,
      binding: isolatedBinding,
      world: randomName(),
    },
    controls,
  };
}

/**
 * Starts the recorder, or says that it would not be called back. A listener tells that at no cost. It
 * is not called in a popup that is paused, either, as on its first moments here: then the media query
 * decides, which else would make an iframe's parent lay itself out.
 */
const START = `((start, config) => {
  let runsScripts = false;
  const target = new EventTarget();
  target.addEventListener("a", () => { runsScripts = true; });
  target.dispatchEvent(new Event("a"));
  if (runsScripts || !matchMedia("(scripting: none)").matches) return start(config);
  const call = globalThis[config.binding];
  delete globalThis[config.binding];
  call?.("${RUNS_NO_SCRIPTS}");
})`;

function randomName(): string {
  return `_${randomBytes(16).toString("hex")}`;
}

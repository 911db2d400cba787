import { type Manifest, parseManifest } from "@pagereel/protocol";
import { ViewerError } from "../viewer-error.js";

/** @throws ViewerError that says why it cannot be read */
export function readManifestText(text: string): Manifest {
  try {
    return parseManifest(text);
  } catch (cause) {
    throw new ViewerError((cause as Error).message, false, { cause });
  }
}

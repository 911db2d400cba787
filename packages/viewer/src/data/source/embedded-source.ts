import type { Manifest } from "@pagereel/protocol";
import { decodeBase64 } from "../decode/base64.js";
import { gunzip } from "../decode/gunzip.js";
import type { RecordingSource, SegmentId } from "../recording-source.js";
import { ViewerError } from "../viewer-error.js";
import { readManifestText } from "./read-manifest-text.js";
import { SegmentProblem } from "./segment-problem.js";

/** The texts that the page has in it. */
export interface EmbeddedTexts {
  /** JSON. */
  manifest(): string | undefined;
  /** Base64 of the gzip of a segment's text. */
  segment(targetId: string, number: number): string | undefined;
}

/** Reads the recording that is in the same file as the viewer. @throws ViewerError */
export function createEmbeddedSource(texts: EmbeddedTexts): RecordingSource {
  const manifest = readEmbeddedManifest(texts);
  return {
    sessionId: manifest.sessionId,
    readManifest: async () => manifest,
    readSegment: (segment) => readSegment(texts, segment),
  };
}

/** Of the page that the script runs in. */
export function textsOfPage(page: Document): EmbeddedTexts {
  return {
    manifest: () => page.getElementById("manifest")?.textContent ?? undefined,
    segment(targetId, number) {
      const selector = `script[data-target="${CSS.escape(targetId)}"][data-number="${number}"]`;
      return page.querySelector(selector)?.textContent ?? undefined;
    },
  };
}

function readEmbeddedManifest(texts: EmbeddedTexts): Manifest {
  const text = texts.manifest();
  if (text !== undefined) return readManifestText(text);
  throw new ViewerError("There is no recording in this file: it was cut, or changed.", false);
}

async function* readSegment(
  texts: EmbeddedTexts,
  { targetId, number }: SegmentId,
): AsyncGenerator<Uint8Array> {
  const packed = texts.segment(targetId, number);
  if (packed === undefined) {
    throw new SegmentProblem("segment-missing", "A part of the recording is not in this file.");
  }
  try {
    yield* gunzip(decodeBase64(packed));
  } catch (cause) {
    const sentence = "A part of the recording in this file is damaged.";
    throw new SegmentProblem("segment-damaged", sentence, { cause });
  }
}

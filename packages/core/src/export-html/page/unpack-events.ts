import type { eventWithTime } from "@rrweb/types";

/** Undoes what packEvents did in Node. */
export async function unpackEvents(packed: string): Promise<eventWithTime[]> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(json).json();
}

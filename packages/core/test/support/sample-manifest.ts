import { MANIFEST_VERSION, type Manifest } from "@pagereel/protocol";

/** A manifest of a finished session with nothing in it, but for what is given. */
export function sampleManifest(given: Partial<Manifest> & { sessionId: string }): Manifest {
  return {
    version: MANIFEST_VERSION,
    state: "final",
    startedAt: 1_700_000_000_000,
    duration: 0,
    targets: [],
    segments: [],
    gaps: [],
    limitsHit: [],
    metadata: {},
    client: {},
    ...given,
  };
}
